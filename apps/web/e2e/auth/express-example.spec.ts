import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { freePort } from '@latchkey/testing/port';
import { Program } from '@latchkey/testing/program';
import { type Page, expect, test as base } from '@playwright/test';
import { installExample } from '../support/installed-example.ts';
import { firefox } from '../support/person.ts';
import { startServer } from '../support/server-process.ts';

/** A key as `npm run admin -- keys create` makes one. */
function newServiceKey(): string {
  const hex = randomBytes(32).toString('hex');
  return `latchkey_service_${hex}${crc32(hex).toString(16).padStart(8, '0')}`;
}

/** The example with the packed `@latchkey/node`, and Latchkey beside it. */
const test = base.extend<object, { origin: string }>({
  origin: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const [latchkey, port, key] = [await freePort('localhost'), await freePort('localhost'), newServiceKey()];
      const origin = `http://localhost:${port}`;
      const settings = {
        ACCOUNTS: 'host',
        TRUST_PROXY: '1',
        SIGN_IN_URL: '/login',
        STEP_UP_URL: '/confirm',
        APPLICATION_NAME: 'Invoices',
      };
      const own = { PUBLIC_URL: origin, PORT: String(latchkey), SERVICE_KEYS: `example ${key}` };
      using installed = await installExample('express');
      const server = await startServer({ ...settings, ...own });
      const environment = { PORT: String(port), LATCHKEY: `http://localhost:${latchkey}`, LATCHKEY_KEY: key };
      await using example = new Program({ args: [join(installed.folder, 'app.js')], environment });
      await example.find(/ready: (\S+)/);
      await use(origin);
      await server.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  baseURL: ({ origin }, use) => use(origin),
});

// In one worker, because the tests share a server.
test.describe.configure({ mode: 'default' });

const singleSignOn = 'Continue with the company’s single sign-on';

async function signInWithout(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: singleSignOn }).click();
  await expect(page.getByRole('heading', { name: 'Invoices of Grace' })).toBeVisible();
}

test('express example: a user with a password signs in there, and sees the device on the page', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'That was not right' })).toBeVisible();
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password').fill('swordfish');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Invoices of Ada' })).toBeVisible();
  await page.getByRole('link', { name: 'Your devices' }).click();
  await expect(page.getByText('This device', { exact: true })).toBeVisible();
});

test('express example: a user without a password confirms by the single sign-on, and ends another browser', async ({
  page,
  browser,
  origin,
}) => {
  const other = await (await browser.newContext({ baseURL: origin, userAgent: firefox })).newPage();
  await signInWithout(other);
  await signInWithout(page);
  await page.getByRole('link', { name: 'Your devices' }).click();
  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  const question = page.getByRole('alertdialog', { name: /^Log out / });
  await question.getByRole('button', { name: 'Confirm at Invoices' }).click();
  // The application's own page, which proves it by its own means and sends the user back to the question.
  await page.getByRole('button', { name: singleSignOn }).click();
  await question.getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(page.getByText('Firefox 128 on Linux is signed out')).toBeVisible();
  await other.goto('/');
  await expect(other.getByRole('heading', { name: 'Welcome' })).toBeVisible();

  await page.goto('/');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
});

test('express example: leads back after the sign-in, and to no other site', async ({ page }) => {
  const leadsTo = async (next: string) => {
    const address = `/login?next=${encodeURIComponent(next)}`;
    const answer = await page.request.post(address, { form: { sso: 'grace@example.com' }, maxRedirects: 0 });
    return answer.headers()['location'];
  };
  expect(await leadsTo('/sessions?show=all')).toBe('/sessions?show=all');
  for (const next of ['https://evil.example/', '//evil.example', '/.//evil.example', '/\\evil.example']) {
    expect(await leadsTo(next), next).toBe('/');
  }
});
