import { fileURLToPath } from 'node:url';
import { Program } from '@latchkey/testing/program';

const serve = new URL('../servers/serve.mjs', import.meta.url);

/** The built server without a database of its own: the settings must name one. */
export const builtServer = new URL('../../../server/dist/main.js', import.meta.url);

/** Starts a server with its own settings on a free port. */
export async function startServer(settings: Readonly<Record<string, string>>, file = serve) {
  const program = new Program({
    args: [fileURLToPath(file)],
    environment: { ...process.env, PORT: '0', HOST: 'localhost', ...settings },
  });
  program.child.stderr.pipe(process.stderr);
  const origin = await program.find(/ready: (\S+)/);
  const stop = () => program.stop();
  /** Pauses the process with all connections open, or resumes it. */
  const freeze = (isFrozen: boolean) => program.child.kill(isFrozen ? 'SIGSTOP' : 'SIGCONT');
  /** Waits for a line of its output, such as a mail that is printed, and returns the first group. */
  const find = (pattern: RegExp) => program.find(pattern);
  return { origin, stop, freeze, find, [Symbol.asyncDispose]: stop };
}
