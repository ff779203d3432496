import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startProcess } from '../server-process.ts';
import { Browser, tokenFrom } from './browser.ts';
import { install, ownDirectory, root } from './directory.ts';
import { documented } from './documented.ts';

const run = promisify(execFile);
const [code = ''] = documented('docs/integration.md', 'ts');
const [ofReadme = ''] = documented('README.md', 'ts');
const packing = documented('docs/integration.md', 'sh').find((block) => block.includes('pack')) ?? '';

/** What must not compile. Where a type were missing, anything would. */
const wrong = `
  import type { AppRouter } from '@latchkey/api/app-router';
  import type { TRPCClientError } from '@trpc/client';
  import { latchkey } from './latchkey.js';
  const { session, user } = latchkey('http://127.0.0.1', '');
  // @ts-expect-error: there is no such procedure
  export const none = () => session.revokeNobody.mutate();
  // @ts-expect-error: an id is no truth value
  export const revoke = () => session.revoke.mutate({ id: true });
  // @ts-expect-error: an e-mail address is no number
  export const email = async (): Promise<number> => (await user.myself.query()).email;
  // @ts-expect-error: a reason is no number
  export const reason = ({ data }: TRPCClientError<AppRouter>): number | undefined => data?.end?.reason;`;

it('a TypeScript application elsewhere gets every type out of the two packages', async () => {
  const directory = ownDirectory();
  const [pack = ''] = packing.split('\n');
  await run('bash', ['-ec', pack], { cwd: root, env: { ...process.env, APPLICATION: directory } });
  // What npm does with the two, without asking a registry for what they depend on.
  for (const [, file = '', name = ''] of packing.matchAll(/ \.\/(latchkey-(\w+)-\S+\.tgz)/g)) {
    const folder = join(directory, 'node_modules/@latchkey', name);
    mkdirSync(folder, { recursive: true });
    await run('tar', ['-xzf', join(directory, file), '-C', folder, '--strip-components=1']);
  }
  install(directory, {
    '@trpc/client': 'apps/web/node_modules/@trpc/client',
    '@trpc/server': 'apps/web/node_modules/@trpc/server',
    zod: 'packages/api/node_modules/zod',
  });
  const files = {
    'package.json': '{ "type": "module" }',
    'latchkey.ts': code,
    'readme.ts': `declare const origin: string, token: string;\n${ofReadme}`,
    'wrong.ts': wrong,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
  const tsc = join(root, 'apps/server/node_modules/typescript/bin/tsc');
  const options = ['--strict', '--module', 'nodenext', '--target', 'es2023', '--skipLibCheck'];
  const compiled = await run(process.execPath, [tsc, ...options, 'latchkey.ts', 'readme.ts', 'wrong.ts'], {
    cwd: directory,
  }).catch(({ stdout }: { stdout: string }) => ({ stdout }));
  expect(compiled.stdout).toBe('');

  const origin = await startProcess({ DATA_DIR: join(directory, 'data'), LOG_LEVEL: 'silent' }).ready;
  await new Browser(origin).signUp();
  const { endOthers }: { endOthers(origin: string, token: string): Promise<number> } = await import(
    pathToFileURL(join(directory, 'latchkey.js')).href
  );
  expect(await endOthers(origin, await tokenFrom(origin))).toBe(1);
});
