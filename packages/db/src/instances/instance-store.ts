import type { InstanceStore, RegisteredInstance, ClusterSnapshot } from '@latchkey/sessions/instances/instance-store';
import { Prisma } from '../generated/client.ts';
import { type StatementPool, statement } from '../sql/statement-pool.ts';

/** Writes the number of the current transaction, which differs at every renewal, also after an instance was removed. */
const renew = statement(
  'renew_instance',
  { wasThere: 'boolean' },
  Prisma.raw(`INSERT INTO instances (id, renewed_in) VALUES ($1, pg_current_xact_id()::text::bigint)
  ON CONFLICT (id) DO UPDATE SET renewed_in = EXCLUDED.renewed_in
  RETURNING xmax <> 0 AS "wasThere"`),
);

/**
 * Reads all changes in one snapshot. Every change to sessions writes an event with the number of its transaction. A change
 * that this poll cannot see yet has at least the number of the oldest running transaction, so the next poll starts there:
 * by the ids of events it would miss a transaction that commits late.
 * A crashed server reuses numbers whose commits did not reach its disk, without notice: so the next poll starts no later than
 * this instance's own renewal, which is on the disk. Another server is recognised by its start time; its numbers cannot be
 * compared. A database that was copied row by row has numbers of its former server, above all that this server can show.
 */
const poll = statement(
  'look_for_changes',
  { oldest: 'text', server: 'text', users: 'text[]' },
  Prisma.raw(`SELECT LEAST(pg_snapshot_xmin(pg_current_snapshot())::text::bigint, renewed_in)::text AS oldest,
    extract(epoch FROM pg_postmaster_start_time())::text AS server,
    ARRAY(
      SELECT DISTINCT user_id FROM session_events
      WHERE written_in >= $2 AND written_in < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
        AND kind NOT IN ('sign_in_failed', 'step_up_failed')
    )::text[] AS users
  FROM instances WHERE id = $1`),
);

const list = statement(
  'list_instances',
  { id: 'text', renewals: 'bigint' },
  Prisma.sql`SELECT id, renewed_in AS renewals FROM instances`,
);

const remove = statement('remove_instance', {}, Prisma.raw('DELETE FROM instances WHERE id = $1 AND renewed_in = $2'));

const leave = statement('leave_instances', {}, Prisma.raw('DELETE FROM instances WHERE id = $1'));

/** The instances on one PostgreSQL. */
export class PostgresInstanceStore implements InstanceStore {
  readonly #pool: StatementPool;

  constructor(pool: StatementPool) {
    this.#pool = pool;
  }

  async renew(id: string): Promise<boolean> {
    const [row] = await this.#pool.run(renew, [id]);
    return row?.wasThere === true;
  }

  async poll(id: string, cursor: string | null): Promise<ClusterSnapshot> {
    const [from = null, lastServer] = cursor?.split('@') ?? [];
    const [row] = await this.#pool.run(poll, [id, from]);
    if (!row) throw new Error('The instance was removed between its renewal and its poll');
    const isComparable = cursor === null || lastServer === row.server;
    return {
      instances: await this.instances(),
      changed: isComparable ? row.users.map(Number) : 'all',
      cursor: `${row.oldest}@${row.server}`,
    };
  }

  instances(): Promise<readonly RegisteredInstance[]> {
    return this.#pool.run(list, []);
  }

  async remove({ id, renewals }: RegisteredInstance): Promise<void> {
    await this.#pool.run(remove, [id, renewals]);
  }

  async leave(id: string): Promise<void> {
    await this.#pool.run(leave, [id]);
  }
}
