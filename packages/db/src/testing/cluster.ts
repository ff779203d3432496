import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../database.ts';
import { openEmbeddedPostgres } from '@latchkey/embedded-postgres/embedded-postgres';

/** In the package whose tests run, so that those of two packages may run at once. */
const home = join(process.cwd(), 'node_modules', '.clusters-for-tests');

const migrations = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url));

/** An embedded database as it is made. Making one takes seconds of a whole core, copying one does not. */
export const cluster = join(home, 'new', 'postgres');

/** The same with all migrations, as the first start of a server leaves it. */
export const migratedCluster = join(home, 'migrated', 'postgres');

/** Makes both once for a run. */
export default async function makeClusters(): Promise<void> {
  await rm(home, { recursive: true, force: true });
  const { close } = await openEmbeddedPostgres(join(home, 'new'));
  await close();
  await cp(cluster, migratedCluster, { recursive: true });
  const database = await openDatabase({ dataDir: join(home, 'migrated'), migrations });
  await database.close();
}
