import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { DatabaseLocation } from '@latchkey/db/database';

const program = fileURLToPath(new URL('create-database.js', import.meta.url));

/**
 * Makes the embedded database where there is none, in a process of its own: making one and migrating it leaves some
 * 60 to 200 MB behind for as long as a process lives, which the server never uses again.
 * @throws {Error} with the sentence of that process.
 */
export async function createMissingDatabase(location: DatabaseLocation): Promise<void> {
  if (!('dataDir' in location) || existsSync(join(location.dataDir, 'postgres'))) return;
  // Its standard input ends with this process, and it with that.
  const child = spawn(process.execPath, [program, location.dataDir], { stdio: ['pipe', 'inherit', 'pipe'] });
  const ended = once(child, 'exit');
  const sentence = await text(child.stderr);
  await ended;
  if (child.exitCode !== 0) throw new Error(sentence.trim() || 'The new database could not be made');
}
