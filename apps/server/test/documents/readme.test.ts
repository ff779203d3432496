import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { RestClient } from '../rest-client.ts';
import { startProcess } from '../server-process.ts';

const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');

/** The shell blocks with curl lines, in order. */
const blocks = [...readme.matchAll(/```sh\n([^`]*curl[^`]*)```/g)].map(([, block = '']) => block);

/** The answers in the comments below the commands, as patterns: `…` is any text, and a time is any time. */
const documentedAnswers = blocks.flatMap((block) =>
  block
    .replaceAll(/\n#   /g, '')
    .split('\n')
    .filter((line) => line.startsWith('# '))
    .map((line) => line.slice(2).replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
    .map((line) => new RegExp(`^${line.replaceAll('…', '.*').replaceAll(/\d{4}-\d\d-\d\dT[^"]+Z/g, '[^"]+Z')}$`)),
);

it('the curl lines of README have the answers that README shows', async () => {
  const address = await startProcess().ready;
  // A first account, so that the ids in the answers are not 1.
  const first = { email: 'first@example.com', password: 'correct horse' };
  expect((await new RestClient(address).signUp(first)).status).toBe(201);
  const lines = blocks.join('\n').replace(/ORIGIN=.*/, `ORIGIN=${address}`);
  // Each answer on a line of its own.
  const script = `curl() { command curl --write-out '\\n' "$@"; }\n${lines}`;
  const { stdout } = await promisify(execFile)('bash', ['-ec', script]);
  const answers = stdout.trim().split('\n');
  expect(answers).toHaveLength(5);
  expect(documentedAnswers).toHaveLength(5);
  for (const [at, answer] of answers.entries()) expect(answer).toMatch(documentedAnswers[at] ?? '');
});
