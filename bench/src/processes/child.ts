import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { environment } from '../environment.ts';

const benchRoot = fileURLToPath(new URL('../../', import.meta.url));
const running = new Set<ChildProcess>();

// Stop the child processes, however this process ends.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

/** Starts a Node process in production mode with an IPC channel. It ends when this process ends. */
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

/** Sends SIGTERM to a process, and SIGKILL if it does not exit. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 3000);
  await ended;
  clearTimeout(impatience);
}
