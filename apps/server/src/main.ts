import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '@latchkey/db/database';
import { systemClock } from '@latchkey/sessions/clock';
import { argon2idHasher } from '@latchkey/sessions/password-hasher';
import { createServices } from '@latchkey/sessions/services';
import { startCaretaker } from './caretaker.ts';
import { readEnvironment } from './environment.ts';
import { createServer } from './server.ts';

const migrations = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
const pageRoot = join(dirname(fileURLToPath(import.meta.resolve('@latchkey/web/package.json'))), 'dist');

/** A clean stop closes everything well within two seconds. Past this, something hangs, and the process ends anyway. */
const stopWithin = 1500;

try {
  const { host, port, database: location, publicUrl, policy, ...options } = readEnvironment(process.env, process.cwd());
  const database = await named(
    'url' in location ? 'DATABASE_URL' : 'DATA_DIR',
    openDatabase({ ...location, migrations }),
  );
  const services = createServices(database, policy, {
    clock: systemClock,
    random: randomBytes,
    hasher: argon2idHasher(),
  });
  const local = new URL(`http://${host.includes(':') ? `[${host}]` : host}`);
  const server = createServer({ ...options, services, publicUrl: publicUrl ?? local, pageRoot });
  const caretaker = startCaretaker(services.housekeeping, server.log);

  let isStopping = false;
  const stop = async () => {
    // A second signal, of npm or of an impatient hand, must not cut short what the first one began.
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), stopWithin).unref();
    await server.close();
    await caretaker.stop();
    await database.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());

  const listening = await named('HOST and PORT', server.listen({ host, port }));
  const where = 'url' in location ? 'PostgreSQL' : `the embedded database in ${location.dataDir}`;
  console.log(`Latchkey is ready: ${publicUrl?.origin ?? listening}  (data: ${where})`);
} catch (error) {
  console.error(`Latchkey did not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

/** Waits for what a setting is needed for. If it fails, the sentence says which setting. */
async function named<Value>(setting: string, attempt: Promise<Value>): Promise<Value> {
  try {
    return await attempt;
  } catch (error) {
    throw new Error(`${setting}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
