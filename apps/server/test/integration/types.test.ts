import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startProcess } from '../server-process.ts';
import { Browser, tokenFrom } from './browser.ts';
import { install, ownDirectory, root } from './directory.ts';
import { documented } from './documented.ts';

const run = promisify(execFile);
const [code] = documented('docs/integration.md', 'From TypeScript', 'ts');
const [ofReadme] = documented('README.md', 'In your application', 'ts');

/** Code that must not compile. If a type were missing, it would. */
const wrong = `
  import type { AppRouter } from './latchkey/api/routers/app-router.js';
  import type { TRPCClientError } from '@trpc/client';
  import { latchkey } from './client.js';
  const { session, user } = latchkey('http://127.0.0.1', '');
  // @ts-expect-error: there is no such procedure
  export const none = () => session.revokeNobody.mutate();
  // @ts-expect-error: an id is no truth value
  export const revoke = () => session.revoke.mutate({ id: true });
  // @ts-expect-error: an e-mail address is no number
  export const email = async (): Promise<number> => (await user.myself.query()).email;
  // @ts-expect-error: a reason is no number
  export const reason = ({ data }: TRPCClientError<AppRouter>): number | undefined => data?.end?.reason;`;

it('a TypeScript application outside the repository gets the types and no code', async () => {
  const directory = ownDirectory();
  await run(process.execPath, [join(root, 'packages/api/types.mjs'), join(directory, 'latchkey')]);
  const written = readdirSync(join(directory, 'latchkey'), { recursive: true, withFileTypes: true });
  const names = written.filter((entry) => entry.isFile()).map(({ name }) => name);
  expect(names.filter((name) => !name.endsWith('.d.ts'))).toEqual(['LICENSE']);
  install(directory, {
    '@trpc/client': 'apps/web/node_modules/@trpc/client',
    '@trpc/server': 'apps/web/node_modules/@trpc/server',
  });
  const files = {
    'package.json': '{ "type": "module" }',
    'client.ts': code,
    'readme.ts': `declare const origin: string, token: string;\n${ofReadme}`,
    'wrong.ts': wrong,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
  const tsc = join(root, 'apps/server/node_modules/typescript/bin/tsc');
  const options = ['--strict', '--module', 'nodenext', '--target', 'es2023', '--skipLibCheck'];
  const compiled = await run(process.execPath, [tsc, ...options, 'client.ts', 'readme.ts', 'wrong.ts'], {
    cwd: directory,
  }).catch(({ stdout }: { stdout: string }) => ({ stdout }));
  expect(compiled.stdout).toBe('');

  const origin = await startProcess({ DATA_DIR: join(directory, 'data'), LOG_LEVEL: 'silent' }).ready;
  await new Browser(origin).signUp();
  const { endOthers }: { endOthers(origin: string, token: string): Promise<number> } = await import(
    pathToFileURL(join(directory, 'client.js')).href
  );
  expect(await endOthers(origin, await tokenFrom(origin))).toBe(1);
});
