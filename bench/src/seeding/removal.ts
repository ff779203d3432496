import { createClient } from 'redis';
import { environment } from '../environment.ts';
import { dropDatabase, withClient } from './database.ts';

/** Removes all that the benchmark has stored, but for the answers in its folder of results. */
export async function removeEverything(): Promise<void> {
  const names = await withClient(environment.postgres.href, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname LIKE 'latchkey\\_bench\\_%'`,
    );
    return rows.map(({ datname }) => datname);
  });
  for (const name of names) await dropDatabase(name);
  const client = createClient({ url: environment.redis });
  await client.connect();
  for await (const keys of client.scanIterator({ MATCH: 'bench-*', COUNT: 1000 })) {
    if (keys.length > 0) await client.unlink(keys);
  }
  await client.close();
}
