import { type Page, expect, test } from '@playwright/test';
import { findings } from './axe.ts';
import { anotherBrowser, firefox, prove, signIn, signUp } from './person.ts';

const noticeOn = (page: Page) => page.getByRole('region', { name: 'You are logged out' });

test('whoever doubts why they were thrown out signs in and is asked for a new password, by keyboard alone', async ({
  page,
  browser,
}) => {
  const person = await signUp(page);
  const other = await anotherBrowser(browser, firefox);
  await signIn(other, person);
  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(noticeOn(other)).toBeFocused();
  await other.keyboard.press('Tab');
  await expect(other.getByRole('link', { name: 'Sign in and change my password' })).toBeFocused();
  await other.keyboard.press('Enter');
  await expect(other.getByText('After you have signed in you choose a new password.')).toBeVisible();
  await expect(other.getByLabel('E-mail address')).toBeFocused();
  await other.keyboard.type(person.email);
  await other.keyboard.press('Tab');
  await other.keyboard.type(person.password);
  await other.keyboard.press('Enter');
  const dialog = other.getByRole('dialog', { name: 'Choose a new password' });
  await dialog.getByLabel('New password').fill('another good one');
  await other.keyboard.press('Enter');
  await prove(other, person);
  await expect(other.getByText('Your password is changed')).toBeVisible();
  await expect(other).toHaveURL('/sessions');
  await expect(noticeOn(page)).toContainText(/Your password was changed at .+, on Firefox 128 on Linux/);
});

test('whoever logged out is told so, and is not made to worry', async ({ page }) => {
  await signUp(page);
  await page.getByRole('button', { name: 'Log out', exact: true }).first().click();
  await expect(noticeOn(page)).toContainText(/You logged out at .+\. This browser is no longer signed in\./);
  await expect(noticeOn(page)).toBeFocused();
  await expect(noticeOn(page).getByRole('link')).toHaveCount(0);
});

test('Back after a logout shows nothing of the account, nor does a page that the browser has kept', async ({
  page,
  context,
}) => {
  const { email } = await signUp(page);
  await expect(page.getByText(email).first()).toBeVisible();
  const kept = await context.newPage();
  await kept.goto('/sessions');
  await expect(kept.getByText(email).first()).toBeVisible();
  await page.goto('/history');
  await page.getByRole('banner').getByRole('button', { name: 'Log out' }).click();
  await expect(noticeOn(page)).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByText(email)).toHaveCount(0);

  // A browser that keeps whole pages brings this one back as it was, and says so: it must not be seen before it has asked.
  const isHidden = await kept.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    return document.documentElement.hidden;
  });
  expect(isHidden).toBe(true);
  const loaded = kept.waitForEvent('load');
  await kept.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await loaded;
  await expect(kept.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(kept.getByText(email)).toHaveCount(0);
});

test('whoever was never here is told nothing', async ({ page }) => {
  await page.goto('/sessions');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(noticeOn(page)).toBeHidden();
});

test('whoever cannot show that they are at the device of their session is told so, and goes on as soon as they can', async ({
  page,
}) => {
  await signUp(page);
  let canProve = false;
  await page.route('**/api/trpc/**', async (route) => {
    if (canProve) return route.continue();
    const names = new URL(route.request().url()).pathname.slice('/api/trpc/'.length).split(',');
    const refusal = {
      code: 'UNAUTHORIZED',
      httpStatus: 401,
      errorCode: 'device_not_proved',
      end: null,
      retryAfter: null,
    };
    const json = names.map((path) => ({
      error: { message: '', code: -32_001, data: { ...refusal, path, fields: null } },
    }));
    await route.fulfill({ status: 401, json });
  });
  await page.reload();
  const notice = page.getByRole('region', { name: 'Your session is bound to its device' });
  await expect(notice).toBeFocused({ timeout: 10_000 });
  await expect(page).toHaveURL('/signin');
  await expect(noticeOn(page)).toBeHidden();
  expect(await findings(page)).toEqual([]);
  await notice.getByRole('button', { name: 'Try again' }).hover();
  canProve = true;
  // Without waiting for the button: the page asks by itself as well, and may have just been answered.
  await page.mouse.down();
  await page.mouse.up();
  await expect(page.getByRole('heading', { name: 'Manage sessions' })).toBeVisible();
});
