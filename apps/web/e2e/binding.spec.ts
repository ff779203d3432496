import {
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  chromium,
  expect,
  test as plainTest,
} from '@playwright/test';
import { findChromium } from './chromium.mjs';
import { newPerson, program, prove, signIn, signUp } from './person.ts';
import { startServer } from './server-process.ts';
import { type Answer, startTlsProxy } from './tls-proxy.ts';

/** Where a browser shows whether it can bind sessions at all. Nothing of ours answers there. */
const trial = '/trial';
const trialKey = '/trial/key';
const trialLasts = 10_000;

/** Their names end with the port, which is not HTTPS's own here. */
const isSession = ({ name }: { readonly name: string }) => /^__Host-latchkey-\d+$/.test(name);
const isBound = ({ name }: { readonly name: string }) => /^__Host-latchkey-bound-\d+$/.test(name);

/** Keys in software, where production browsers have a TPM; and no limit to how often they sign. */
const features = 'DeviceBoundSessions:RefreshQuota/false,EnableBoundSessionCredentialsSoftwareKeysForManualTesting';

interface BindingWorld {
  /** Opens a browser profile of its own. */
  readonly newContext: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  readonly canBind: boolean;
  /** Lets the next registration reach the server, and keeps its answer from the browser until it is released. */
  readonly holdRegistration: () => { readonly hasReached: Promise<void>; readonly release: () => void };
}

/** Something that is waited for, and whoever brings it about. */
function promised() {
  let keep = () => {};
  const promise = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return { promise, keep };
}

/** The real server behind HTTPS, and a Chromium that binds sessions. */
const test = plainTest.extend<object, { world: BindingWorld }>({
  world: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const tried = promised();
      let hold = () => Promise.resolve();
      const answered: Answer = (asked, answer) => {
        if (asked.url !== trial && asked.url !== trialKey) return false;
        if (asked.headers['secure-session-response'] !== undefined) tried.keep();
        const registration = { 'secure-session-registration': `(ES256);path="${trialKey}";challenge="trial"` };
        answer.writeHead(asked.url === trial ? 200 : 401, asked.url === trial ? registration : {}).end();
        return true;
      };
      const proxy = await startTlsProxy(answered, ({ url }) =>
        url === '/api/dbsc/registration' ? hold() : Promise.resolve(),
      );
      const settings = { PORT: String(proxy.port), PUBLIC_URL: proxy.origin, RATE_LIMITS: 'off', LOG_LEVEL: 'error' };
      const server = await startServer(settings);
      const executablePath = findChromium();
      const browser = await chromium.launch({
        ...(executablePath === null ? {} : { executablePath }),
        args: [
          '--no-sandbox',
          `--enable-features=${features}`,
          `--ignore-certificate-errors-spki-list=${proxy.keyHash}`,
        ],
      });
      const newContext = (options = {}) => browser.newContext({ baseURL: proxy.origin, ...options });

      const context = await newContext();
      await (await context.newPage()).goto(trial);
      const late = new Promise<false>((resolve) => {
        setTimeout(() => resolve(false), trialLasts).unref();
      });
      const canBind = await Promise.race([tried.promise.then(() => true), late]);
      await context.close();

      const holdRegistration = () => {
        const [reached, released] = [promised(), promised()];
        hold = () => {
          reached.keep();
          hold = () => Promise.resolve();
          return released.promise;
        };
        return { hasReached: reached.promise, release: released.keep };
      };
      await use({ newContext, canBind, holdRegistration });
      await browser.close();
      await server.stop();
      await proxy.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/** What Chromium tells of the sessions that it binds. */
interface BindingEvent {
  readonly kind: 'bound' | 'refreshed' | 'ended';
  readonly sessionId: string | undefined;
  readonly succeeded: boolean;
}

async function watchBindings(page: Page): Promise<BindingEvent[]> {
  const events: BindingEvent[] = [];
  const devtools = await page.context().newCDPSession(page);
  devtools.on('Network.deviceBoundSessionEventOccurred', (event) => {
    const { sessionId, succeeded, creationEventDetails, refreshEventDetails, terminationEventDetails } = event;
    // Of challenges it tells too.
    if (creationEventDetails) events.push({ kind: 'bound', sessionId, succeeded });
    if (refreshEventDetails) events.push({ kind: 'refreshed', sessionId, succeeded });
    if (terminationEventDetails) events.push({ kind: 'ended', sessionId, succeeded });
  });
  await devtools.send('Network.enableDeviceBoundSessions', { enable: true });
  return events;
}

const thisDevice = (page: Page) => page.getByRole('list', { name: 'This device' });
const bound = (page: Page) => thisDevice(page).getByText('Bound to its device');
const notice = (page: Page) => page.getByRole('region', { name: 'Your session is bound to its device' });

/** Somebody whose session has just been bound. */
async function boundPerson({ newContext }: BindingWorld) {
  const context = await newContext();
  const page = await context.newPage();
  const events = await watchBindings(page);
  const person = await signUp(page, newPerson());
  await expect(bound(page)).toBeVisible();
  await hasBound(events, 1);
  return { context, page, events, person };
}

/** The page may know of it before the answer has reached the browser. */
const hasBound = (events: readonly BindingEvent[], times: number) =>
  expect.poll(() => events.filter(({ kind, succeeded }) => kind === 'bound' && succeeded)).toHaveLength(times);

/** The status of several requests that the page makes at once. */
const statuses = (page: Page, count: number) =>
  page.evaluate(
    (times) => Promise.all(Array.from({ length: times }, async () => (await fetch('/api/trpc/session.list')).status)),
    count,
  );

// One after the other, before the same server.
test.describe.configure({ mode: 'default' });

test.describe('a browser that can bind sessions', () => {
  test.beforeEach(({ world }) => {
    test.skip(!world.canBind, 'This Chromium registers no key, not even where it is asked for one by nothing of ours.');
  });

  test('does so at sign-up, proves its key when the bound cookie is gone, and holds requests back until then', async ({
    world,
  }) => {
    const { context, page, events } = await boundPerson(world);
    const sessionId = events[0]?.sessionId;
    events.length = 0;
    await context.clearCookies({ name: /-bound-/ });
    expect(await statuses(page, 5)).toEqual([200, 200, 200, 200, 200]);
    await expect.poll(() => events).toEqual([{ kind: 'refreshed', sessionId, succeeded: true }]);
    expect((await context.cookies()).filter(isBound)).toHaveLength(1);
  });

  test('gets over a bound cookie that looks fresh to it and proves nothing to the server', async ({ world }) => {
    const { context, page, events } = await boundPerson(world);
    const cookie = (await context.cookies()).find(isBound);
    if (!cookie) throw new Error('There should be a bound cookie');
    events.length = 0;
    await context.addCookies([{ ...cookie, value: 'of another time' }]);
    await page.reload();
    await expect(bound(page)).toBeVisible();
    await expect.poll(() => events.map(({ kind }) => kind)).toEqual(['refreshed']);
  });

  test('proves its key for the pages of an application beside as well', async ({ world }) => {
    const { context, page, events } = await boundPerson(world);
    const sessionId = events[0]?.sessionId;
    events.length = 0;
    await context.clearCookies({ name: /-bound-/ });
    const asked = page.waitForRequest('**/of-an-application');
    await page.evaluate(() => fetch('/of-an-application'));
    expect(await (await asked).headerValue('cookie')).toContain('__Host-latchkey-bound-');
    expect(events).toEqual([{ kind: 'refreshed', sessionId, succeeded: true }]);
  });

  test('asks once more for what was refused while the bound cookie was on its way', async ({ world }) => {
    const page = await (await world.newContext()).newPage();
    const { hasReached, release } = world.holdRegistration();
    const refused = page.waitForResponse((answer) => answer.url().includes('session.page') && answer.status() !== 200);
    await page.route('**/api/trpc/**session.page**', async (route) => {
      await hasReached;
      await route.continue();
    });
    const visited: string[] = [];
    page.on('framenavigated', (frame) => visited.push(new URL(frame.url()).pathname));
    const signedUp = signUp(page, newPerson());
    await refused;
    release();
    await signedUp;
    await expect(bound(page)).toBeVisible();
    expect(visited).toEqual(['/signup', '/sessions']);
  });

  test('goes on after a step-up with the same key', async ({ world }) => {
    const { context, page, events, person } = await boundPerson(world);
    await signIn(await (await world.newContext()).newPage(), person);
    await page.clock.install();
    await page.clock.fastForward('06:00');
    events.length = 0;
    await page.getByRole('button', { name: 'Log out all others' }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Log out/ })
      .click();
    await prove(page, person);
    await expect(page.getByText('Only this device is signed in.')).toBeVisible();
    await context.clearCookies({ name: /-bound-/ });
    expect(await statuses(page, 1)).toEqual([200]);
    await expect.poll(() => events.map(({ kind }) => kind)).toEqual(['refreshed']);
  });

  test('is bound anew when it signs in again, and lets the binding before go', async ({ world }) => {
    const { context, page, events, person } = await boundPerson(world);
    const before = events[0]?.sessionId;
    await page.getByRole('banner').getByRole('button', { name: 'Log out' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await signIn(page, person);
    await expect(bound(page)).toBeVisible();
    await hasBound(events, 2);
    await context.clearCookies({ name: /-bound-/ });
    expect(await statuses(page, 1)).toEqual([200]);
    await expect.poll(() => events).toContainEqual({ kind: 'ended', sessionId: before, succeeded: true });
  });

  test('cannot be replaced by a copy of its session cookie, and whoever tries is told why', async ({ world }) => {
    // It asks again several times, a little later each time, before it gives up.
    test.slow();
    const { context, page, person } = await boundPerson(world);
    const copied = (await context.cookies()).filter(isSession);
    expect(copied).toHaveLength(1);
    const elsewhere = await world.newContext();
    await elsewhere.addCookies(copied);
    const thief = await elsewhere.newPage();
    await thief.goto('/sessions');
    await expect(notice(thief)).toBeVisible({ timeout: 15_000 });
    expect(await statuses(thief, 1)).toEqual([401]);
    await notice(thief).getByRole('button', { name: 'Try again' }).click();
    await expect(notice(thief).getByRole('button', { name: 'Try again' })).toBeEnabled();
    // The session goes on where it belongs, and there is a way on here too.
    expect(await statuses(page, 1)).toEqual([200]);
    await signIn(thief, person);
    await expect(bound(thief)).toBeVisible();
  });

  test('stands apart from what is not bound, in a filter', async ({ world }) => {
    const { page, person } = await boundPerson(world);
    await signIn(await (await world.newContext()).newPage(), person);
    const shell = await (await world.newContext({ ignoreHTTPSErrors: true })).newPage();
    for (const name of ['1', '2', '3', '4', '5']) await program(shell, person, name);
    const others = page.getByRole('region', { name: 'Other devices' });
    const names = others.getByRole('listitem').getByRole('heading');
    await expect(names).toHaveCount(6);
    await page.getByLabel('Binding').selectOption({ label: 'Not bound to a device (5)' });
    await expect(names).toHaveText(['5', '4', '3', '2', '1']);
    await page.getByLabel('Binding').selectOption({ label: 'Bound to a device (1)' });
    await expect(names).toHaveText([/Chrom/]);
    await expect(others.getByText('Bound to its device')).toBeVisible();
  });
});
