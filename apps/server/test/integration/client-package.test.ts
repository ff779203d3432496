import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { pack } from '../../../../.changeset/pack.mjs';
import { RestClient, ada } from '../rest-client.ts';
import { startForTest, startProcess } from '../server-process.ts';
import { ownDirectory, root } from './directory.ts';
import { documented, put } from '@latchkey/testing/documented';

const run = promisify(execFile);
const [first] = documented('packages/client/README.md', '@latchkey/client', 'js');
const [ofReadme] = documented('README.md', 'In your application', 'ts');
const [ofGuide] = documented('docs/integration.md', 'From TypeScript', 'ts');

/** Code that must not compile. If a type were missing, it would. */
const wrong = `
  import { createLatchkeyClient } from '@latchkey/client';
  const { sessions, user } = createLatchkeyClient();
  // @ts-expect-error: there is no such call
  void sessions.endEverything();
  // @ts-expect-error: an id is a number
  void sessions.end('7');
  // @ts-expect-error: times are text
  sessions.live.subscribe((list) => list.sessions.map(({ lastUsedAt }) => lastUsedAt.getTime()));
  // @ts-expect-error: the user may be signed out
  void user().then(({ id }) => id);
`;

/** An empty folder, in which an application installs the packed package from the registry. */
const directory = ownDirectory();
beforeAll(async () => {
  const tarball = pack('packages/client', directory);
  await run('npm', ['init', '-y'], { cwd: directory });
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball], { cwd: directory });
}, 300_000);

describe('an application that has installed @latchkey/client from its tarball', { timeout: 120_000 }, () => {
  it('gets what runs, and no other package', () => {
    const modules = join(directory, 'node_modules');
    const packages = readdirSync(modules).filter((name) => !name.startsWith('.'));
    expect([packages, readdirSync(join(modules, '@latchkey'))]).toEqual([['@latchkey'], ['client']]);
  });

  it('shows a list that stays current by the first example of README, as it stands', async () => {
    expect(first.trim().split('\n').length).toBeLessThanOrEqual(10);
    const origin = await startProcess({ LOG_LEVEL: 'silent' }).ready;
    const rest = new RestClient(origin);
    await rest.signUp(ada);
    const example = { email: 'ada@example.com', password: 'correct horse' };
    expect(ada).toMatchObject(example);
    const file = join(directory, 'first.mjs');
    writeFileSync(file, put(first, { 'http://127.0.0.1:3000': origin }));
    const program = startForTest({ args: [file] });
    await program.find(/(My script)/);
    await rest.signIn({ ...ada, session_information: 'Nightly backup' });
    await program.find(/(Nightly backup)/);
  });

  it('compiles the examples of the documents with all checks, and nothing that the server does not take', async () => {
    const files = {
      'package.json': '{ "type": "module" }',
      'guide.ts': ofGuide,
      'readme.ts': ofReadme,
      'wrong.ts': wrong,
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
    const tsc = join(root, 'apps/server/node_modules/typescript/bin/tsc');
    const options = ['--strict', '--module', 'nodenext', '--target', 'es2023', '--lib', 'es2023,dom', '--noEmit'];
    const sources = Object.keys(files).filter((name) => name.endsWith('.ts'));
    const compiled = await run(process.execPath, [tsc, ...options, '--types', '', ...sources], {
      cwd: directory,
    }).catch(({ stdout }: { stdout: string }) => ({ stdout }));
    expect(compiled.stdout).toBe('');
  });
});
