import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMissingDatabase } from '@latchkey/server/missing-database';

const prepared = fileURLToPath(new URL('../node_modules/.database-for-tests', import.meta.url));

/** Makes one embedded database for a run, as the first start of a server does. */
export default async function makeDatabase(): Promise<void> {
  rmSync(prepared, { recursive: true, force: true });
  await createMissingDatabase({ dataDir: prepared });
}

/** Copies that database to where there is none yet: making one takes seconds of a whole core, copying one does not. */
export function copyPreparedDatabase(dataDir: string): void {
  if (existsSync(join(dataDir, 'postgres'))) return;
  cpSync(join(prepared, 'postgres'), join(dataDir, 'postgres'), { recursive: true });
}
