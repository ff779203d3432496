import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const serve = fileURLToPath(new URL('serve.mjs', import.meta.url));

/** A server of a test's own, with settings of its own, on a port that the system picks. */
export async function startServer(settings: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [serve], {
    env: { ...process.env, PORT: '0', HOST: 'localhost', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) {
    const origin = /ready: (\S+)/.exec(line)?.[1];
    if (origin === undefined) continue;
    return {
      origin,
      stop: async () => {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error('The server did not start');
}
