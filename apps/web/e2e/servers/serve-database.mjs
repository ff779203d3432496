// Runs the built server in a process of its own, and removes its database when it has ended.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const server = fileURLToPath(new URL('../../../server/dist/main.js', import.meta.url));

/**
 * Runs the server until this process receives a signal, then removes the database.
 * @param {import('./temporary-database.mjs').TemporaryDatabase} database
 * @param {Record<string, string>} settings
 */
export async function serve(database, settings) {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [server], {
    // All users of all tests sign in from one address.
    env: { RATE_LIMITS: 'off', LOG_LEVEL: 'warn', ...inherited, ...settings, ...database.settings },
    // The server ends when this channel closes, also where this process is killed.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) process.on(signal, () => child.kill('SIGTERM'));
  const [code] = await once(child, 'exit');
  await database.remove();
  process.exit(code ?? 1);
}
