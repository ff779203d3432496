import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { DatabaseLocation } from '@latchkey/db/database';

const program = fileURLToPath(new URL('create-database.js', import.meta.url));

/**
 * Creates the embedded database if it does not exist, in a process of its own: creating and migrating it takes 60 to 200 MB
 * that a process keeps until its end.
 * @throws {Error} with the message of that process.
 */
export async function createMissingDatabase(location: DatabaseLocation): Promise<void> {
  if (!('dataDir' in location) || existsSync(join(location.dataDir, 'postgres'))) return;
  // It exits when its standard input closes, which happens when this process ends.
  const child = spawn(process.execPath, [program, location.dataDir], { stdio: ['pipe', 'inherit', 'pipe'] });
  const ended = once(child, 'exit');
  const message = await text(child.stderr);
  await ended;
  if (child.exitCode !== 0) throw new Error(message.trim() || 'The database could not be created');
}
