import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { environment } from '../environment.ts';

const benchRoot = fileURLToPath(new URL('../../', import.meta.url));
const running = new Set<ChildProcess>();

// Whatever way this process ends, nothing of it stays behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

/** Starts a Node process in production mode that can be asked over IPC, and that ends with this one at the latest. */
export function startChild(
  nodeArguments: readonly string[],
  variables: Readonly<Record<string, string>>,
): ChildProcess {
  const child = spawn(process.execPath, nodeArguments, {
    cwd: benchRoot,
    env: { PATH: environment.path, NODE_ENV: 'production', ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Asks a process to end, and makes it where it does not. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 3000);
  await ended;
  clearTimeout(impatience);
}
