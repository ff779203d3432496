import { hasServer, temporaryServerDatabase } from '@latchkey/db/testing/place';
import { type Browser, type Page, expect, test } from '@playwright/test';
import { firefox, iphone, newPerson, signIn, signUp } from './person.ts';
import { builtServer, startServer } from './server-process.ts';

/** After the instance that did it has answered. */
const soon = { timeout: 1_000 };
const live = 'Live. Changes show as they happen';

/** Two servers on one PostgreSQL, each with a browser that it serves: a desktop here, and a telephone there. */
const together = test.extend<{ here: Page; there: Page }, { origins: readonly [string, string] }>({
  origins: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const { location, remove } = await temporaryServerDatabase();
      const settings = { DATABASE_URL: location.url, RATE_LIMITS: 'off', LOG_LEVEL: 'warn' };
      const one = await startServer(settings, builtServer);
      const other = await startServer(settings, builtServer);
      await use([one.origin, other.origin]);
      await Promise.all([one.stop(), other.stop()]);
      await remove();
    },
    { scope: 'worker' },
  ],
  here: async ({ browser, origins: [origin] }, use) => use(await pageOf(browser, origin, firefox)),
  there: async ({ browser, origins: [, origin] }, use) => use(await pageOf(browser, origin, iphone)),
});

const pageOf = async (browser: Browser, baseURL: string, userAgent: string) =>
  (await browser.newContext({ baseURL, userAgent })).newPage();

// One after the other, for the same two servers.
test.describe.configure({ mode: 'default' });

// Only a PostgreSQL serves several instances: without one there is nothing to show.
if (hasServer) {
  together('what one instance serves shows within a second on the page of another', async ({ here, there }) => {
    const person = await signUp(here, newPerson());
    await expect(here.getByText(live)).toBeVisible();

    await signIn(there, person);
    await expect(here.getByRole('heading', { name: 'Safari 26 on iOS' })).toBeVisible(soon);
    await expect(here.getByRole('region', { name: 'Was this you?' }).getByText('Safari 26 on iOS')).toBeVisible(soon);

    await there.getByRole('button', { name: 'Rename Safari 26 on iOS' }).click();
    await there.getByRole('dialog').getByLabel('Name').fill('Pocket');
    await there.getByRole('button', { name: 'Save name' }).click();
    await expect(there.getByRole('heading', { name: 'Pocket' })).toBeVisible();
    await expect(here.getByRole('heading', { name: 'Pocket' })).toBeVisible(soon);

    await there.getByRole('banner').getByRole('button', { name: 'Log out' }).click();
    await expect(there.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect(here.getByText('Only this device is signed in.')).toBeVisible(soon);
  });

  together('a browser is thrown out at once by what another instance ends', async ({ here, there }) => {
    const person = await signUp(here, newPerson());
    await signIn(there, person);
    await expect(there.getByText(live)).toBeVisible();
    const cookies = await there.context().cookies();

    await here.getByRole('button', { name: 'Log out Safari 26 on iOS' }).click();
    await here.getByRole('alertdialog').getByRole('button', { name: 'Log out', exact: true }).click();
    await expect(here.getByText('Only this device is signed in.')).toBeVisible();
    const notice = there.getByRole('region', { name: 'You are logged out' });
    await expect(notice).toContainText('from Firefox 128 on Linux', soon);

    // Nor does its cookie open anything there any more, whatever the page shows.
    await there.context().addCookies(cookies);
    const asked = await there.request.get('/api/trpc/session.list');
    expect(asked.status()).toBe(401);
  });
}
