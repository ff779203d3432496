import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbeddedPostgres } from '../embedded-postgres.ts';

const home = fileURLToPath(new URL('../../node_modules/.cluster-for-tests', import.meta.url));

/** An embedded database as it is made. Making one takes seconds, copying one does not. */
export const cluster = join(home, 'postgres');

/** Makes it once for a run. */
export default async function makeCluster(): Promise<void> {
  await rm(home, { recursive: true, force: true });
  const { close } = await openEmbeddedPostgres(home);
  await close();
}
