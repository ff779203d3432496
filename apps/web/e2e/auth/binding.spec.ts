import {
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  chromium,
  expect,
  test as plainTest,
} from '@playwright/test';
import { findChromium } from '../servers/chromium.mjs';
import { currentRow, openFilters, otherRows } from '../support/devices.ts';
import { newPerson, program, signIn, signUp } from '../support/person.ts';
import { startServer } from '../support/server-process.ts';
import { type Answer, startTlsProxy } from '../support/tls-proxy.ts';

/** Answered by the proxy, to find out whether the browser can bind sessions at all. */
const trial = '/trial';
const trialKey = '/trial/key';
const trialLasts = 10_000;

/** The names end with the port, which is not 443 here. */
const isSession = ({ name }: { readonly name: string }) => /^__Host-latchkey-\d+$/.test(name);
const isBound = ({ name }: { readonly name: string }) => /^__Host-latchkey-bound-\d+$/.test(name);

/** Keys in software instead of a TPM, and no limit to how often they sign. */
const features = 'DeviceBoundSessions:RefreshQuota/false,EnableBoundSessionCredentialsSoftwareKeysForManualTesting';

interface BindingWorld {
  /** Opens a browser profile of its own. */
  readonly newContext: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  readonly canBind: boolean;
  /** Lets the next registration reach the server, and holds its answer back until it is released. */
  readonly holdRegistration: () => { readonly hasReached: Promise<void>; readonly release: () => void };
}

/** A promise and the function that resolves it. */
function promised() {
  let keep = () => {};
  const promise = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return { promise, keep };
}

/** The built server behind HTTPS, and a Chromium that binds sessions. */
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
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** The events that Chromium reports about the sessions that it binds. */
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
    // Challenges are reported too.
    if (creationEventDetails) events.push({ kind: 'bound', sessionId, succeeded });
    if (refreshEventDetails) events.push({ kind: 'refreshed', sessionId, succeeded });
    if (terminationEventDetails) events.push({ kind: 'ended', sessionId, succeeded });
  });
  await devtools.send('Network.enableDeviceBoundSessions', { enable: true });
  return events;
}

const bound = (page: Page) => currentRow(page).getByText('Tied to its device');

/** Opens the details of this device, and waits until they say that it is bound. */
async function expectBound(page: Page): Promise<void> {
  await currentRow(page)
    .getByRole('button', { name: /^Details of/ })
    .click();
  await expect(bound(page)).toBeVisible();
}
const notice = (page: Page) => page.getByRole('region', { name: 'This browser could not be checked' });

/** A user whose session has just been bound. */
async function boundPerson({ newContext }: BindingWorld) {
  const context = await newContext();
  const page = await context.newPage();
  const events = await watchBindings(page);
  const person = await signUp(page, newPerson());
  await expectBound(page);
  await hasBound(events, 1);
  return { context, page, events, person };
}

/** The server may report the binding before its answer has reached the browser. */
const hasBound = (events: readonly BindingEvent[], times: number) =>
  expect.poll(() => events.filter(({ kind, succeeded }) => kind === 'bound' && succeeded)).toHaveLength(times);

/** The statuses of several requests that the page sends at once. */
const statuses = (page: Page, count: number) =>
  page.evaluate(
    (times) => Promise.all(Array.from({ length: times }, async () => (await fetch('/api/trpc/session.list')).status)),
    count,
  );

// In one worker, because all tests use the same server.
test.describe.configure({ mode: 'default' });

test.describe('a browser that can bind sessions', () => {
  test.beforeEach(({ world }) => {
    test.skip(!world.canBind, 'This Chromium registers no key, not even where it is asked for one by nothing of ours.');
  });

  test('binds at sign-up, proves its key when the bound cookie is gone, and holds requests back until then', async ({
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

  test('replaces a bound cookie that the server rejects', async ({ world }) => {
    const { context, page, events } = await boundPerson(world);
    const cookie = (await context.cookies()).find(isBound);
    if (!cookie) throw new Error('There should be a bound cookie');
    events.length = 0;
    await context.addCookies([{ ...cookie, value: 'of another time' }]);
    await page.reload();
    await expectBound(page);
    await expect.poll(() => events.map(({ kind }) => kind)).toEqual(['refreshed']);
  });

  test('proves its key for an application on the same origin', async ({ world }) => {
    const { context, page, events } = await boundPerson(world);
    const sessionId = events[0]?.sessionId;
    events.length = 0;
    await context.clearCookies({ name: /-bound-/ });
    const asked = page.waitForRequest('**/of-an-application');
    await page.evaluate(() => fetch('/of-an-application'));
    expect(await (await asked).headerValue('cookie')).toContain('__Host-latchkey-bound-');
    expect(events).toEqual([{ kind: 'refreshed', sessionId, succeeded: true }]);
  });

  test('retries a request that was refused before the bound cookie arrived', async ({ world }) => {
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
    await expectBound(page);
    expect(visited).toEqual(['/signup', '/sessions']);
  });

  test('keeps its key after a step-up', async ({ world }) => {
    const { context, page, events, person } = await boundPerson(world);
    events.length = 0;
    const stepUp = page.evaluate(async ({ password }) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/api/trpc/auth.stepUp', {
        method: 'POST',
        headers,
        body: JSON.stringify({ password }),
      });
      return answer.status;
    }, person);
    expect(await stepUp).toBe(200);
    await context.clearCookies({ name: /-bound-/ });
    expect(await statuses(page, 1)).toEqual([200]);
    await expect.poll(() => events.map(({ kind }) => kind)).toEqual(['refreshed']);
  });

  test('binds again at the next sign-in, and the former binding ends', async ({ world }) => {
    const { context, page, events, person } = await boundPerson(world);
    const before = events[0]?.sessionId;
    await page.getByRole('banner').getByRole('button', { name: 'Log out' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await signIn(page, person);
    await expectBound(page);
    await hasBound(events, 2);
    await context.clearCookies({ name: /-bound-/ });
    expect(await statuses(page, 1)).toEqual([200]);
    await expect.poll(() => events).toContainEqual({ kind: 'ended', sessionId: before, succeeded: true });
  });

  test('refuses a copy of its session cookie, and explains it', async ({ world }) => {
    // The page retries several times with growing delays before it gives up.
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
    // The session continues in its own browser, and the copy can sign in again.
    expect(await statuses(page, 1)).toEqual([200]);
    await signIn(thief, person);
    await expectBound(thief);
  });

  test('has a facet of its own', async ({ world }) => {
    const { page, person } = await boundPerson(world);
    await signIn(await (await world.newContext()).newPage(), person);
    const shell = await (await world.newContext({ ignoreHTTPSErrors: true })).newPage();
    for (const name of ['1', '2', '3', '4', '5', '6', '7', '8', '9']) await program(shell, person, name);
    const names = otherRows(page).getByRole('heading');
    await expect(names).toHaveCount(10);
    await openFilters(page);
    await page.getByLabel('Tied to a device').selectOption({ label: 'Not tied to a device (9)' });
    await expect(names).toHaveText(['9', '8', '7', '6', '5', '4', '3', '2', '1']);
    await page.getByLabel('Tied to a device').selectOption({ label: 'Tied to a device (1)' });
    await expect(names).toHaveText([/Chrom/]);
    await otherRows(page)
      .getByRole('button', { name: /^Details of/ })
      .click();
    await expect(otherRows(page).getByText('Tied to its device')).toBeVisible();
  });
});
