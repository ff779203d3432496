import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hasServer, temporaryServerDatabase } from '@latchkey/db/testing/place';
import { freePort } from '@latchkey/testing/port';
import { Program } from '@latchkey/testing/program';
import { afterEach, expect, inject, it } from 'vitest';

const folder = inject('folder');
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');

const programs = new Set<Program>();
afterEach(async () => {
  await Promise.all([...programs].map((program) => program.stop('SIGKILL')));
  programs.clear();
});

/** Starts a program in a directory. It is killed at the end of the test. */
function start(directory: string, command: string, args: string[], environment: Record<string, string> = {}): Program {
  const program = new Program({ command, args, directory, environment: { HOME: directory, ...environment } });
  programs.add(program);
  return program;
}

/** Runs the installed `latchkey` to its end, and returns its exit code and output. */
const latchkey = (args: string[], environment?: Record<string, string>, directory = newDirectory()) =>
  start(directory, join(folder, 'node_modules/.bin/latchkey'), args, environment).ended;

const newDirectory = (): string => mkdtempSync(join(folder, 'empty-'));

it('starts in an empty folder by the first example of README, is administered, and stops with npx', async () => {
  const port = await freePort();
  const [, example = ''] = /```sh\n([^`]+)```/.exec(readme) ?? [];
  expect(example.trim().split('\n').length).toBeLessThanOrEqual(10);
  expect(example).toContain('npm install latchkey\n');
  // It is installed from the tarball already.
  const script = example.replace('npm install latchkey\n', '').replaceAll(':3000', `:${port}`);
  const shell = start(folder, 'bash', ['-ec', `${script}\necho "npx: $!."; wait`], { PORT: String(port) });
  const npx = Number(await shell.find(/npx: (\d+)\./));
  expect(shell.output).toContain('"msg":"Successfully created account"');
  const dataDir = join(folder, '.latchkey');
  const origin = `http://127.0.0.1:${port}`;
  expect(readFileSync(join(folder, 'latchkey.log'), 'utf8')).toContain(
    `Latchkey is ready: ${origin}  (data: the embedded database in ${dataDir})`,
  );

  const [, pageScript = ''] = /<script [^>]*src="([^"]+)"/.exec(await (await fetch(`${origin}/signin`)).text()) ?? [];
  for (const path of [pageScript, '/api/docs/swagger-ui-bundle.js', '/api/docs/swagger-ui.css']) {
    const answer = await fetch(new URL(path, origin));
    expect([path, answer.status, (await answer.text()).length > 100]).toEqual([path, 200, true]);
  }
  expect((await latchkey(['admin', 'list'], {}, folder)).output).toContain('in use by another process');

  process.kill(npx, 'SIGTERM');
  await shell.ended;
  // A clean stop removes the lock.
  await expect.poll(() => readdirSync(join(dataDir, 'lock')), { timeout: 20_000 }).toEqual([]);
  expect((await latchkey(['admin', 'list'], {}, folder)).output).toContain('ada@example.com');
  const created = await latchkey(['admin', 'keys', 'create', 'shop'], {}, folder);
  expect([created.code, created.output]).toEqual([0, expect.stringMatching(/^latchkey_service_[0-9a-f]{72}$/m)]);
  expect(await latchkey(['doctor'], {}, folder)).toMatchObject({ code: 0, output: 'Nothing looks wrong.\n' });
  // So that `git add .` in the folder of an application does not add the database.
  expect(readFileSync(join(dataDir, '.gitignore'), 'utf8')).toBe('*\n');
});

it('names its commands and its version, and refuses other words with exit code 2', async () => {
  const directory = newDirectory();
  const [, version] = /"version": "(.+)"/.exec(manifest) ?? [];
  expect(await latchkey(['--version'], {}, directory)).toMatchObject({ code: 0, output: `${version}\n` });
  const { code, output } = await latchkey(['--help'], {}, directory);
  expect([code, output]).toEqual([0, expect.stringMatching(/^Usage: latchkey \[COMMAND\]\n/)]);
  expect(output).toContain('.latchkey');
  for (const [words, fault] of [
    [['stop'], 'There is no command stop.'],
    [['constructor'], 'There is no command constructor.'],
    [['start', '--port', '80'], 'latchkey start takes no words.'],
  ] as const) {
    const refused = await latchkey([...words], {}, directory);
    expect([refused.code, refused.output]).toEqual([2, `${fault}\n\n${output}`]);
  }
  const admin = await latchkey(['admin', 'keys', '--help'], {}, directory);
  expect([admin.code, admin.output]).toEqual([0, expect.stringMatching(/^Usage: latchkey admin keys /)]);
  expect(readdirSync(directory)).toEqual([]);
});

it('administers no database that does not exist, and creates none', async () => {
  const directory = newDirectory();
  const { code, output } = await latchkey(['admin', 'list'], {}, directory);
  expect([code, output]).toEqual([1, expect.stringContaining(`There is no database in ${directory}/.latchkey, `)]);
  expect(existsSync(join(directory, '.latchkey'))).toBe(false);
});

it.runIf(hasServer)('starts a cluster on a PostgreSQL server, whose instances end with it', async () => {
  const { location, remove } = await temporaryServerDatabase();
  const environment = { DATABASE_URL: location.url, INSTANCES: '2', PORT: '0', LOG_LEVEL: 'silent' };
  const cluster = start(newDirectory(), join(folder, 'node_modules/.bin/latchkey'), ['cluster'], environment);
  const origin = await cluster.find(/cluster is ready: (\S+)/);
  expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  await cluster.stop();
  await expect(fetch(`${origin}/readyz`)).rejects.toThrow('fetch failed');
  await remove();
});

it('starts no cluster on the embedded database', async () => {
  const { code, output } = await latchkey(['cluster']);
  expect([code, output]).toEqual([1, expect.stringContaining('DATABASE_URL must name a PostgreSQL')]);
});
