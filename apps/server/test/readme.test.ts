import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { startProcess } from './server-process.ts';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-readme-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

/** The shell blocks that hold curl lines, in their order. */
const blocks = [...readme.matchAll(/```sh\n([^`]*curl[^`]*)```/g)].map(([, block = '']) => block);

/** What the comments below the commands promise, as patterns: `…` is anything, and a moment is any moment. */
const promised = blocks.flatMap((block) =>
  block
    .replaceAll(/\n#   /g, '')
    .split('\n')
    .filter((line) => line.startsWith('# '))
    .map((line) => line.slice(2).replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
    .map((line) => new RegExp(`^${line.replaceAll('…', '.*').replaceAll(/\d{4}-\d\d-\d\dT[^"]+Z/g, '[^"]+Z')}$`)),
);

it('the curl lines of README answer as README says', async () => {
  const address = await startProcess({ DATA_DIR: dataDir }).ready;
  // Somebody was here before: the ids in the answers are not the first ones.
  const body = JSON.stringify({ email: 'first@example.com', password: 'correct horse' });
  expect((await fetch(`${address}/api/v1/auth/signup`, { method: 'POST', body })).status).toBe(201);
  const lines = blocks.join('\n').replace(/ORIGIN=.*/, `ORIGIN=${address}`);
  // Each answer on a line of its own.
  const script = `curl() { command curl --write-out '\\n' "$@"; }\n${lines}`;
  const { stdout } = await promisify(execFile)('bash', ['-ec', script]);
  const answers = stdout.trim().split('\n');
  expect(answers).toHaveLength(5);
  expect(promised).toHaveLength(5);
  for (const [at, answer] of answers.entries()) expect(answer).toMatch(promised[at] ?? '');
});
