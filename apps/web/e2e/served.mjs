// The built server as a process of its own, so that its database can be cleared away when it has ended.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const server = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));

/**
 * Serves until this process is told to end, then removes the database.
 * @param {import('./temporary-database.mjs').TemporaryDatabase} database
 * @param {Record<string, string>} settings
 */
export async function serve(database, settings) {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [server], {
    // Every person of every test signs in from one address.
    env: { RATE_LIMITS: 'off', LOG_LEVEL: 'warn', ...inherited, ...settings, ...database.settings },
    // The channel ends it where this process is killed.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) process.on(signal, () => child.kill('SIGTERM'));
  const [code] = await once(child, 'exit');
  await database.remove();
  process.exit(code ?? 1);
}
