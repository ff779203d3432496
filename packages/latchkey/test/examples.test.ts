import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { freePort } from '@latchkey/testing/port';
import { Program } from '@latchkey/testing/program';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { type RunningLatchkey, basePath, itKeepsSessionsInLatchkey, startLatchkey } from './example-application.ts';
import { examplesFolder } from './installation.ts';

const folder = inject('folder');

let latchkey: RunningLatchkey;
beforeAll(async () => {
  latchkey = await startLatchkey(folder);
});
afterAll(() => latchkey.stop());

describe.each(inject('examples'))('examples/%s', (name) => {
  let example: Program;
  let origin: string;

  beforeAll(async () => {
    // A copy beside the installation, so that its imports find the tarballs and not the workspace.
    const copy = join(folder, name);
    const isCopied = (path: string) => basename(path) !== 'node_modules';
    cpSync(join(examplesFolder, name), copy, { recursive: true, filter: isCopied });
    origin = `http://localhost:${await freePort('localhost')}`;
    const environment = {
      PORT: new URL(origin).port,
      BASE_PATH: basePath,
      LATCHKEY: latchkey.url,
      LATCHKEY_KEY: latchkey.key,
    };
    example = new Program({ args: [join(copy, 'app.js')], directory: copy, environment });
    await example.find(/(ready)/);
  });
  afterAll(() => example.stop());

  itKeepsSessionsInLatchkey(() => ({ origin, latchkey }));
});
