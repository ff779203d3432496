import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migratedCluster } from '@latchkey/db/testing/cluster';
import { afterEach } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const running = new Set<ChildProcess>();

afterEach(async () => {
  const ended = [...running].filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  for (const child of ended) child.kill('SIGKILL');
  await Promise.all(ended.map((child) => once(child, 'exit')));
  running.clear();
});

/** A process that ends with its test. */
export function spawnForTest(command: string, args: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  return child;
}

/** Puts a database without accounts into a data directory that has none: for a server to make it takes seconds. */
export function copyDatabase(dataDir: string): void {
  const own = join(dataDir, 'postgres');
  if (!existsSync(own)) cpSync(migratedCluster, own, { recursive: true });
}

interface StartOptions {
  /** Whether the process itself makes its embedded database; otherwise a new `DATA_DIR` has one when it starts. */
  readonly isFirstStart?: boolean;
}

/** The real process, on a port that the system picks. It ends with its test. */
export function startProcess(environment: Record<string, string>, { isFirstStart = false }: StartOptions = {}) {
  if (environment.DATA_DIR !== undefined && !isFirstStart) copyDatabase(environment.DATA_DIR);
  return startProgram(main, { PORT: '0', ...environment }, /ready: (\S+)/);
}

/**
 * A program of Node's, which ends with its test. `ready` resolves with what the pattern finds in its output, and rejects with
 * the output where the program ends before.
 */
export function startProgram(file: string, environment: Record<string, string>, pattern: RegExp) {
  const child = spawnForTest(process.execPath, [file], environment);
  let output = '';
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => ({ code, output }));
  const ready = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = pattern.exec(output)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(output)));
  });
  ready.catch(() => {});
  return { child, ready, ended, output: () => output };
}
