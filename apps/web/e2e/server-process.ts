import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const serve = new URL('serve.mjs', import.meta.url);

/** The server as it is built, for who brings a database: without one it would keep its data beside the repository. */
export const builtServer = new URL('../../server/dist/main.js', import.meta.url);

/** A server of a test's own, with settings of its own, on a port that the system picks. */
export async function startServer(settings: Readonly<Record<string, string>>, program = serve) {
  const child = spawn(process.execPath, [fileURLToPath(program)], {
    env: { ...process.env, PORT: '0', HOST: 'localhost', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  for await (const line of createInterface(child.stdout)) {
    const origin = /ready: (\S+)/.exec(line)?.[1];
    if (origin === undefined) continue;
    // Whatever else it says must not fill the pipe.
    child.stdout.resume();
    /** Stops it where it is, with all connections open, or lets it go on. */
    const freeze = (isFrozen: boolean) => child.kill(isFrozen ? 'SIGSTOP' : 'SIGCONT');
    return { origin, stop, freeze, [Symbol.asyncDispose]: stop };
  }
  throw new Error('The server did not start');
}
