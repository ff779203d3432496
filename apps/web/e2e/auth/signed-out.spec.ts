import { type Page, expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { findings } from '../support/axe.ts';
import { firefox, signUp } from '../support/person.ts';

const noticeOn = (page: Page) => page.getByRole('region', { name: 'You are signed out' });

test('signed-out notice: leads by keyboard through the sign-in to a new password', async ({
  page,
  person,
  signInOn,
}) => {
  const other = await signInOn(firefox);
  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
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
  await dialog.getByLabel('Current password').fill(person.password);
  await dialog.getByLabel('New password').fill('another good one');
  await other.keyboard.press('Enter');
  await expect(other.getByText('Your password is changed')).toBeVisible();
  await expect(other).toHaveURL('/sessions');
  await expect(noticeOn(page)).toContainText(/Your password was changed at .+, on Firefox 128 on Linux/);
});

test('signed-out notice: a logout has no link for a new password', async ({ page }) => {
  await signUp(page);
  await page.getByRole('button', { name: 'Log out', exact: true }).first().click();
  await expect(noticeOn(page)).toContainText(/You signed out at .+\. This browser is no longer signed in\./);
  await expect(noticeOn(page)).toBeFocused();
  await expect(noticeOn(page).getByRole('link')).toHaveCount(0);
});

test('logout: Back and the back/forward cache show nothing of the account', async ({ page, context }) => {
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

  // A restored page of the back/forward cache must not be visible before it has loaded again.
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

test('signed-out notice: is absent without a former session', async ({ page }) => {
  await page.goto('/sessions');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(noticeOn(page)).toBeHidden();
});

test('device-not-proved notice: explains the refusal, and a retry continues', async ({ page }) => {
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
  const notice = page.getByRole('region', { name: 'This browser could not be checked' });
  await expect(notice).toBeFocused({ timeout: 10_000 });
  await expect(page).toHaveURL('/signin');
  await expect(noticeOn(page)).toBeHidden();
  expect(await findings(page)).toEqual([]);
  await notice.getByRole('button', { name: 'Try again' }).hover();
  canProve = true;
  // Without waiting for the button, because the page retries by itself too and may have succeeded.
  await page.mouse.down();
  await page.mouse.up();
  await expect(page.getByRole('heading', { name: 'Manage sessions' })).toBeVisible();
});
