import { openDatabase } from '@latchkey/db/database';
import { migrations } from './composition.ts';

/** Makes the embedded database of a directory: what `missing-database.ts` runs. */
const [, , dataDir = ''] = process.argv;
// The process that asked for it is gone, and may be started again at any moment.
process.stdin.once('close', () => process.exit(1)).resume();
try {
  const database = await openDatabase({ dataDir, migrations });
  await database.close();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
