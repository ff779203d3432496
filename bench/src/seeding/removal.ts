import { createClient } from 'redis';
import { environment } from '../environment.ts';
import { dropDatabase, withClient } from './database.ts';

/** Removes everything that the benchmark stored, except its result files. */
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
