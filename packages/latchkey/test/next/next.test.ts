import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@latchkey/testing/port';
import { Program } from '@latchkey/testing/program';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type RunningLatchkey, itKeepsSessionsInLatchkey, startLatchkey } from '../example-application.ts';
import { examplesFolder } from '../installation.ts';

const folder = inject('folder');
const next = join(folder, 'node_modules/next/dist/bin/next');

describe('examples/next', () => {
  let latchkey: RunningLatchkey;
  let example: Program;
  let origin: string;

  beforeAll(async () => {
    latchkey = await startLatchkey(folder);
    // A copy beside the installation, so that its imports find the tarballs and not the workspace.
    const copy = join(folder, 'next');
    const isCopied = (path: string) => !['node_modules', '.next'].includes(basename(path));
    cpSync(join(examplesFolder, 'next'), copy, { recursive: true, filter: isCopied });
    const environment = {
      LATCHKEY: new URL(latchkey.url).origin,
      LATCHKEY_KEY: latchkey.key,
      NEXT_TELEMETRY_DISABLED: '1',
    };
    await promisify(execFile)(process.execPath, [next, 'build'], {
      cwd: copy,
      env: { ...process.env, ...environment },
    });
    origin = `http://localhost:${await freePort('localhost')}`;
    const args = [next, 'start', '--hostname', 'localhost', '--port', new URL(origin).port];
    example = new Program({ args, directory: copy, environment });
    await example.find(/(Ready)/);
  });
  afterAll(async () => {
    await example.stop();
    await latchkey.stop();
  });

  itKeepsSessionsInLatchkey(() => ({ origin, latchkey }));

  it('answers 503 and keeps the cookies while Latchkey is away', async () => {
    await latchkey.stop();
    const answer = await fetch(origin, { headers: { cookie: `latchkey=${'x'.repeat(40)}` }, redirect: 'manual' });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([503, []]);
  });
});
