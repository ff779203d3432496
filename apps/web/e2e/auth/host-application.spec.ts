import { randomUUID } from 'node:crypto';
import { type Browser, type Page, expect, test } from '@playwright/test';
import { openDetails, otherRows } from '../support/devices.ts';
import { signInAt, startHostApplication } from '../support/host-application.ts';
import { linkIn, mailFor } from '../support/mail.ts';
import { firefox } from '../support/person.ts';

// One server for all tests, each with a user of its own.
test.describe.configure({ mode: 'default' });
let application: Awaited<ReturnType<typeof startHostApplication>>;
let name = '';
test.beforeAll(async () => {
  // The server creates its database first.
  test.setTimeout(120_000);
  application = await startHostApplication();
});
test.beforeEach(() => {
  name = `ada-${randomUUID()}`;
});
test.afterAll(() => application.stop());

/** A page of the same user in a browser of its own. */
async function signInWith(browser: Browser, userAgent?: string): Promise<Page> {
  const page = await (await browser.newContext(userAgent === undefined ? {} : { userAgent })).newPage();
  await signInAt(page, application.origin, name);
  await expect(page.getByRole('heading', { name: 'Manage sessions' })).toBeVisible();
  return page;
}

const confirmThere = async (page: Page, purpose: string) => {
  await page.waitForURL(/\/confirm\?request=/);
  await expect(page.getByText(purpose, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'It is me' }).click();
  await page.waitForURL(/\/sessions$/);
};

const question = (page: Page) => page.getByRole('alertdialog', { name: /^Log out / });

test('host application: its user ends another device after a step-up there, and sees no password anywhere', async ({
  browser,
}) => {
  const other = await signInWith(browser, firefox);
  const page = await signInWith(browser);
  await expect(otherRows(page)).toHaveCount(1);
  await expect(page.getByText(/password/i)).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Your account at Acme' }).first()).toHaveAttribute('href', '/account');
  await openDetails(page, 'Firefox 128 on Linux');
  await expect(otherRows(page)).toContainText('Signed in with a passkey');

  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  await expect(question(page)).toContainText('You confirm at Acme that it is you, and come back here.');
  await expect(question(page).getByLabel('Password')).toHaveCount(0);
  await question(page).getByRole('button', { name: 'Confirm at Acme' }).click();
  await confirmThere(page, 'end_session');

  // One click is left: coming back alone ends nothing.
  await expect(question(page)).toContainText('Firefox 128 on Linux');
  await expect(otherRows(page)).toHaveCount(1);
  await question(page).getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(otherRows(page)).toHaveCount(0);
  await expect(other.getByRole('region', { name: 'You are signed out' })).toBeVisible();
  await expect(other.getByRole('link', { name: 'Sign in at Acme' })).toBeVisible();
  await page.goto(`${application.origin}/history`);
  await expect(page.getByText(/^It was confirmed on .* that it was you$/)).toBeVisible();
  await expect(page.getByText(/password/i)).toHaveCount(0);
});

test('host application: a return without a proof ends no session, and a request works once', async ({ browser }) => {
  await signInWith(browser, firefox);
  const page = await signInWith(browser);
  const leave = async () => {
    await page.getByRole('button', { name: 'Log out all others' }).click();
    await page.getByRole('button', { name: 'Confirm at Acme' }).click();
    await page.waitForURL(/\/confirm\?request=/);
  };
  await leave();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(page.getByText('It was not confirmed that it is you')).toBeVisible();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await leave();
  await page.goBack();
  await expect(page.getByText('It was not confirmed that it is you')).toBeVisible();
  await expect(otherRows(page)).toHaveCount(1);

  await leave();
  const asked = page.url();
  await confirmThere(page, 'end_other_sessions');
  await expect(page.getByRole('alertdialog', { name: 'Log out the other device?' })).toBeVisible();
  await page.goto(asked);
  await expect(page.getByText('step_up_request_unusable')).toBeVisible();
});

test('host application: “No” to an alert and “I don’t recognise it” need no password, and say what to do there', async ({
  browser,
}) => {
  const page = await signInWith(browser);
  const stranger = await signInWith(browser, firefox);
  const alerts = page.getByRole('region', { name: 'Was this you?' });
  await alerts.getByRole('button', { name: /^No, log it out/ }).click();
  await question(page).getByRole('button', { name: 'Confirm at Acme' }).click();
  await confirmThere(page, 'deny_sign_in');
  await question(page).getByRole('button', { name: 'Log out', exact: true }).click();
  const next = page.getByRole('alertdialog', { name: 'Secure your account' });
  await expect(next).toContainText('change that at Acme');
  await expect(stranger.getByRole('region', { name: 'You are signed out' })).toBeVisible();
  await next.getByRole('link', { name: 'Your account at Acme' }).click();
  await expect(page.getByText('Your passkeys')).toBeVisible();

  const again = await signInWith(browser, firefox);
  await page.goto(`${application.origin}/sessions`);
  // The proof still counts: without the application the device is gone in one click.
  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  await expect(otherRows(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'I don’t recognise it' }).click();
  await expect(next).toBeVisible();
  await expect(again.getByRole('region', { name: 'You are signed out' })).toBeVisible();
});

test('host application: a mail about a sign-in and its link say how that was, and speak of no password', async ({
  browser,
}) => {
  await signInWith(browser);
  const stranger = await signInWith(browser, firefox);
  const mail = await mailFor({ email: `${name}@example.com` }, application.mails);
  expect(mail).toContain('How: passkey');
  expect(mail).not.toMatch(/password/i);
  const link = `${application.origin}${linkIn(mail, '/new-device')}`;
  const reader = await (await browser.newContext()).newPage();
  const noPassword = () => expect(reader.getByText(/password/i)).toHaveCount(0);
  await reader.goto(link);
  await expect(reader.getByRole('listitem').filter({ hasText: 'Firefox 128 on Linux' })).toContainText(
    'with a passkey',
  );
  await noPassword();

  await reader.getByRole('button', { name: 'No, log that device out' }).click();
  await expect(reader.getByRole('heading', { name: 'That device was signed out' })).toBeVisible();
  await expect(reader.getByText('change that at Acme')).toBeVisible();
  await expect(reader.getByRole('link', { name: 'Look at your sessions' })).toBeVisible();
  await noPassword();
  await expect(stranger.getByRole('region', { name: 'You are signed out' })).toBeVisible();
  await expect(stranger.getByText(/password/i)).toHaveCount(0);

  await reader.goto('about:blank');
  await reader.goto(link);
  await expect(reader.getByRole('heading', { name: 'This link was used or has expired' })).toBeVisible();
  await noPassword();
});

test('host application: every way to sign in leads there and back, and so does logging out', async ({ browser }) => {
  for (const [path, next] of [
    ['/signin?next=/invoices', '/invoices'],
    ['/signin?next=//evil.example', '/sessions'],
    ['/signup', '/sessions'],
    ['/recovery', '/sessions'],
  ] as const) {
    // In a tab of its own, because the page stops leading there when it looks like a loop.
    const tab = await (await browser.newContext()).newPage();
    await tab.goto(application.origin + path);
    await tab.waitForURL(`${application.origin}/login?next=${encodeURIComponent(next)}`);
    await tab.context().close();
  }
  const page = await (await browser.newContext()).newPage();
  await signInAt(page, application.origin, name);
  await page.getByRole('banner').getByRole('button', { name: 'Log out' }).click();
  await page.waitForURL(/\/login\?next=%2Fsessions$/);
});

test('host application: the idle limit is changed after a step-up there', async ({ browser }) => {
  const page = await signInWith(browser);
  const limit = page.getByLabel('Log out unused devices');
  await limit.selectOption({ index: 1 });
  const dialog = page.getByRole('dialog', { name: 'Confirm it’s you' });
  await dialog.getByRole('button', { name: 'Confirm at Acme' }).click();
  await confirmThere(page, 'continue');
  await expect(page.getByText('It is confirmed that it is you')).toBeVisible();
  await limit.selectOption({ index: 1 });
  await expect(page.getByText(/^Unused devices are signed out after/)).toBeVisible();
});
