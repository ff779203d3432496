import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Person } from './person.ts';

const program = fileURLToPath(new URL('crowd.mjs', import.meta.url));

/** A server of its own, on which somebody has so many sessions. It ends with what uses it. */
export async function startCrowd({ email, password }: Person, size: number) {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, SEED_EMAIL: email, SEED_PASSWORD: password, CROWD_SIZE: String(size) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    origin: `http://localhost:${await portOf(child)}`,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

function portOf({ stdout }: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    // Read to the end: it has more to say, and must find somebody who listens.
    stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const port = /ready: \S+:(\d+)/.exec(output)?.[1];
      if (port) resolve(port);
    });
    stdout?.on('end', () => reject(new Error(`The server did not start: ${output}`)));
  });
}
