import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbeddedPostgres } from '../embedded-postgres.ts';

/** In the package whose tests run, so that those of two packages may run at once. */
const home = join(process.cwd(), 'node_modules', '.cluster-for-tests');

/** An embedded database as it is made. Making one takes seconds, copying one does not. */
export const cluster = join(home, 'postgres');

/** Makes it once for a run. */
export default async function makeCluster(): Promise<void> {
  await rm(home, { recursive: true, force: true });
  const { close } = await openEmbeddedPostgres(home);
  await close();
}
