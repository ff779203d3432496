import { hasServer, temporaryServerDatabase } from '@latchkey/db/testing/place';
import { type Browser, type Page, expect, test } from '@playwright/test';
import { openDetails } from '../support/devices.ts';
import { beforeNextPoll } from '../support/fixtures.ts';
import { firefox, iphone, newPerson, signIn, signUp } from '../support/person.ts';
import { builtServer, startServer } from '../support/server-process.ts';

const live = 'Live. Changes show as they happen';

/** Two servers on one PostgreSQL, each with a browser: a desktop on the first, a phone on the second. */
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

// In one worker, because both tests use the same two servers.
test.describe.configure({ mode: 'default' });

// Several instances need a PostgreSQL server.
if (hasServer) {
  together('instances: a change on one appears on the page of another without a poll', async ({ here, there }) => {
    const person = await signUp(here, newPerson());
    await expect(here.getByText(live)).toBeVisible();

    await signIn(there, person);
    await expect(here.getByRole('heading', { name: 'Safari on iOS' })).toBeVisible(beforeNextPoll);
    await expect(here.getByRole('region', { name: 'Was this you?' }).getByText('Safari 26 on iOS')).toBeVisible(
      beforeNextPoll,
    );

    await openDetails(there, 'Safari 26 on iOS');
    await there.getByRole('button', { name: 'Rename Safari 26 on iOS' }).click();
    await there.getByRole('dialog').getByLabel('Name').fill('Pocket');
    await there.getByRole('button', { name: 'Save name' }).click();
    await expect(there.getByRole('heading', { name: 'Pocket' })).toBeVisible();
    await expect(here.getByRole('heading', { name: 'Pocket' })).toBeVisible(beforeNextPoll);

    await there.getByRole('banner').getByRole('button', { name: 'Log out' }).click();
    await expect(there.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect(here.getByText('Only this device is signed in.')).toBeVisible(beforeNextPoll);
  });

  together('instances: a session ended on one leads its page on another to the sign-in', async ({ here, there }) => {
    const person = await signUp(here, newPerson());
    await signIn(there, person);
    await expect(there.getByText(live)).toBeVisible();
    const cookies = await there.context().cookies();

    await here.getByRole('button', { name: 'Log out Safari 26 on iOS' }).click();
    await expect(here.getByText('Only this device is signed in.')).toBeVisible();
    const notice = there.getByRole('region', { name: 'You are signed out' });
    await expect(notice).toContainText('from Firefox 128 on Linux', beforeNextPoll);

    // The session cookie is invalid there too.
    await there.context().addCookies(cookies);
    const asked = await there.request.get('/api/trpc/session.list');
    expect(asked.status()).toBe(401);
  });
}
