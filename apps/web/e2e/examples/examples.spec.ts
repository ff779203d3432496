import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { freePort } from '@latchkey/testing/port';
import { Program } from '@latchkey/testing/program';
import { type Page, expect, test as base } from '@playwright/test';
import { firefox } from '../support/person.ts';
import { startServer } from '../support/server-process.ts';
import { startFrontProxy } from './front-proxy.ts';
import { installExample, newFolder, packOnce } from './installation.ts';

/** A key as `latchkey admin keys create` makes one. */
function newServiceKey(): string {
  const hex = randomBytes(32).toString('hex');
  return `latchkey_service_${hex}${crc32(hex).toString(16).padStart(8, '0')}`;
}

/** Latchkey beside the examples, which all run at one address, one after the other. */
async function startLatchkey() {
  const [latchkey, port, key] = [await freePort('localhost'), await freePort('localhost'), newServiceKey()];
  const origin = `http://localhost:${port}`;
  const server = await startServer({
    ACCOUNTS: 'host',
    APPLICATION_NAME: 'Invoices',
    BASE_PATH: '/account',
    PORT: String(latchkey),
    PUBLIC_URL: origin,
    SERVICE_KEYS: `example ${key}`,
    SIGN_IN_URL: '/login',
    STEP_UP_URL: '/confirm',
    TRUST_PROXY: '1',
  });
  return { origin, port, server, environment: { LATCHKEY: `http://localhost:${latchkey}`, LATCHKEY_KEY: key } };
}

interface Shared {
  readonly latchkey: Awaited<ReturnType<typeof startLatchkey>>;
  readonly tarballs: string[];
}

const test = base.extend<object, Shared>({
  latchkey: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const latchkey = await startLatchkey();
      await use(latchkey);
      await latchkey.server.stop();
    },
    { scope: 'worker' },
  ],
  tarballs: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use, { project }) => use(await packOnce(project.outputDir)),
    { scope: 'worker', timeout: 400_000 },
  ],
});

// In one worker, because the examples share Latchkey and its address.
test.describe.configure({ mode: 'default', timeout: 400_000 });

async function signIn(page: Page, password = 'swordfish'): Promise<void> {
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
}

const welcome = (page: Page) => page.getByRole('heading', { name: 'Welcome' });
const invoices = (page: Page) => page.getByRole('heading', { name: 'Invoices of ada@example.com' });

/** The addresses of all sessions of the user of a page. */
async function addressesOf(page: Page): Promise<string[]> {
  const answer = await page.request.get('account/api/trpc/session.list');
  const { result }: { result: { data: { sessions: { ip: string }[] } } } = JSON.parse(await answer.text());
  return result.data.sessions.map(({ ip }) => ip);
}

/** Starts a program, and stops it again where it does not print this. */
async function startProgram(given: ConstructorParameters<typeof Program>[0], ready: RegExp): Promise<Program> {
  const program = new Program(given);
  try {
    await program.find(ready);
    return program;
  } catch (error) {
    await program.stop();
    throw error;
  }
}

/** Runs an installed example at the address of Latchkey's page. */
async function startExample(name: string, folder: string, { port, origin, environment }: Shared['latchkey']) {
  const programOf = (args: readonly string[], own: number) => ({
    args,
    directory: folder,
    environment: { ...environment, PORT: String(own) },
  });
  if (name !== 'next') return startProgram(programOf([join(folder, 'app.js')], port), /ready: (\S+)/);
  const next = join(folder, 'node_modules/next/dist/bin/next');
  const own = await freePort('localhost');
  await using building = new Program(programOf([next, 'build'], own));
  const built = await building.ended;
  if (built.code !== 0) throw new Error(built.output);
  const proxy = await startFrontProxy(new URL(origin), `http://localhost:${own}`, environment.LATCHKEY);
  const example = await startProgram(programOf([next, 'start', '--hostname', 'localhost'], own), /(Ready)/);
  return {
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await example.stop();
    },
  };
}

// Next takes longer to install and build than the others together: `e2e:next` runs it.
for (const name of process.env.EXAMPLE === 'next' ? ['next'] : ['express', 'fastify', 'hono']) {
  test(`examples/${name}: a user signs in, and ends another browser on the page of devices`, async ({
    browser,
    latchkey,
    tarballs,
  }) => {
    using place = newFolder();
    await installExample(name, place.folder, tarballs);
    await using _ = await startExample(name, place.folder, latchkey);

    const page = await browser.newPage({ baseURL: latchkey.origin });
    // It names an address, which Latchkey must not believe.
    const forged = { 'x-forwarded-for': '198.51.100.7' };
    const context = { baseURL: latchkey.origin, userAgent: firefox, extraHTTPHeaders: forged };
    const other = await browser.newPage(context);
    await other.goto('/');
    await signIn(other);
    await expect(invoices(other)).toBeVisible();
    await page.goto('/');
    await expect(welcome(page)).toBeVisible();
    await signIn(page, 'wrong');
    await expect(page.getByRole('heading', { name: 'That was not right' })).toBeVisible();
    await signIn(page);
    await expect(invoices(page)).toBeVisible();

    await other.getByRole('link', { name: 'Your devices' }).click();
    await page.getByRole('link', { name: 'Your devices' }).click();
    for (const each of [page, other]) await expect(each.getByText('This device', { exact: true })).toBeVisible();
    for (const address of await addressesOf(page)) expect(['127.0.0.1', '::1']).toContain(address);
    await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
    const question = page.getByRole('alertdialog', { name: /^Log out / });
    await question.getByRole('button', { name: 'Confirm at Invoices' }).click();
    await expect(page.getByRole('heading', { name: 'Confirm it’s you' })).toBeVisible();
    await signIn(page);
    await question.getByRole('button', { name: 'Log out', exact: true }).click();
    await expect(page.getByText('Firefox 128 on Linux is signed out')).toBeVisible();
    // The open page learns of it over its stream, and the application refuses the next request.
    await expect(other.getByText('This device', { exact: true })).toBeHidden();
    await other.goto('/');
    await expect(other.getByRole('region', { name: 'You are signed out' })).toBeVisible();
    await other.getByRole('link', { name: 'Sign in at Invoices' }).click();
    await expect(welcome(other)).toBeVisible();

    await page.goto('/');
    // A copy of the cookies is of no use either.
    const storageState = await page.context().storageState();
    const copied = await browser.newContext({ baseURL: latchkey.origin, storageState });
    const thief = await copied.newPage();
    await thief.goto('/');
    await expect(invoices(thief)).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(welcome(page)).toBeVisible();
    for (const each of [page, thief]) {
      await each.goto('/');
      await expect(welcome(each).or(each.getByRole('link', { name: 'Sign in at Invoices' }))).toBeVisible();
    }
    for (const each of [page.context(), other.context(), copied]) await each.close();
  });
}
