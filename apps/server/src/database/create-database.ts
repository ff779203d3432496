import { openDatabase } from '@latchkey/db/database';
import { migrations } from '../installation.ts';

/** Creates the embedded database of a directory. `missing-database.ts` runs this as a process. */
const [, , dataDir = ''] = process.argv;
// The server that started this process has exited, and may be started again on the same directory.
process.stdin.once('close', () => process.exit(1)).resume();
try {
  const database = await openDatabase({ dataDir, migrations });
  await database.close();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
