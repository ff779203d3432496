import { type Page, expect, test } from '@playwright/test';
import { enterName, startHostApplication } from '../support/host-application.ts';
import { firefox, signUp } from '../support/person.ts';

/** Signs in at the application's own page, which the page does not know. */
async function enter(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/login?next=/sessions`);
  await enterName(page, 'ada');
  await expect(page.getByRole('heading', { name: 'Manage sessions' })).toBeVisible();
}

test('host application without addresses: the page says where to sign in, and that nothing can be ended', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const bare = { APPLICATION_NAME: '', SIGN_IN_URL: '', STEP_UP_URL: '', ACCOUNT_URL: '' };
  const { origin, stop } = await startHostApplication(bare);
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${origin}/signin`);
  await expect(page.getByText('You sign in on the application’s own page.')).toBeVisible();
  await enter(await (await browser.newContext({ userAgent: firefox })).newPage(), origin);
  await enter(page, origin);
  await page.getByRole('button', { name: 'Log out all others' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('Other devices cannot be signed out here');
  await expect(dialog.getByRole('button')).toHaveText(['Close']);
  await stop();
});

test('accounts of both kinds: the form and the application stand side by side', async ({ browser }) => {
  test.setTimeout(120_000);
  const { origin, stop } = await startHostApplication({ ACCOUNTS: 'both' });
  const page = await (await browser.newContext({ baseURL: origin })).newPage();
  await signUp(page);
  await expect(page.getByRole('button', { name: 'Change password' }).first()).toBeVisible();
  await page.getByRole('banner').getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await page.getByRole('link', { name: 'Sign in at Acme' }).click();
  await enterName(page, 'ada');
  await expect(page.getByRole('heading', { name: 'Manage sessions' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change password' })).toHaveCount(0);
  await stop();
});
