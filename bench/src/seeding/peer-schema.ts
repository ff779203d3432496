import { progressLine } from '../progress.ts';
import { databaseUrl, ensureDatabase, withClient } from './database.ts';
import { peerSessions, peerTokenSql, sessionsPerPeerUser } from './peer-layout.ts';

const database = 'latchkey_bench_peers';

/** The tables of one peer, in their own schema. */
export interface PeerSchema {
  readonly name: string;
  /** Creates the tables as the peer documents them. Without it, the peer has created them already. */
  readonly tables: string;
  /** Fills the tables. `sessions` is a subquery with a row for each session: `i`, `token` and `user_number`. */
  readonly rows: readonly string[];
  /** The table of sessions, whose rows are counted. */
  readonly sessionTable: string;
  /** Sets the times of the sessions as just after a sign-in. */
  readonly freshen: string;
}

/** The URL of a peer's schema. */
export function peerUrl(schema: string): string {
  const url = new URL(databaseUrl(database));
  url.searchParams.set('options', `-c search_path=${schema}`);
  return url.href.replaceAll('+', '%20');
}

/** Creates an empty schema for a peer's tables. Returns whether it did not exist. */
export async function ensureSchema(name: string): Promise<void> {
  await ensureDatabase(database);
  await withClient(databaseUrl(database), (client) => client.query(`CREATE SCHEMA IF NOT EXISTS ${name}`));
}

/** Fills a peer's tables, if they are not full. */
export async function seedPeer(schema: PeerSchema): Promise<void> {
  await ensureSchema(schema.name);
  await withClient(peerUrl(schema.name), async (client) => {
    await client.query('SET synchronous_commit = off');
    const there = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
      schema.sessionTable,
    ]);
    if (!there.rows[0]?.there) await client.query(schema.tables);
    const count = await client.query<{ count: string }>(`SELECT count(*) FROM ${schema.sessionTable}`);
    if (Number(count.rows[0]?.count) !== peerSessions) {
      progressLine(`seeding ${peerSessions.toLocaleString('en')} sessions of ${schema.name}`);
      await client.query('BEGIN');
      await client.query(
        `CREATE TEMP VIEW sessions_to_be AS
         SELECT i, ${peerTokenSql('i')} AS token, i / ${sessionsPerPeerUser} AS user_number
         FROM generate_series(0, ${peerSessions - 1}) AS i`,
      );
      for (const rows of schema.rows) await client.query(rows);
      await client.query('DROP VIEW sessions_to_be; COMMIT');
    }
    await client.query(schema.freshen);
    await client.query('VACUUM (ANALYZE)');
  });
}
