import { setTimeout } from 'node:timers/promises';
import { type Page, expect } from '@playwright/test';
import { openDetails } from '../support/devices.ts';
import { test } from '../support/fixtures.ts';
import { gate } from '../support/gate.ts';
import {
  type Person,
  firefox,
  iphone,
  itself,
  outliveProof,
  sessionCookie,
  signIn,
  signUp,
} from '../support/person.ts';

/** An error answer of the server for a state that only time would bring about. */
const refusal = (path: string, httpStatus: number, errorCode: string, details: object = {}) => ({
  error: {
    message: errorCode,
    code: -32_003,
    data: { code: 'FORBIDDEN', httpStatus, path, errorCode, fields: null, end: null, retryAfter: null, ...details },
  },
});

/** A new session, which needs a step-up to end an older one. */
async function newcomer(page: Page, older: Page): Promise<Person> {
  const person = await signUp(older);
  await signIn(page, person);
  return person;
}

const linux = 'Firefox 128 on Linux';
const logOut = (page: Page, device = linux) => page.getByRole('button', { name: `Log out ${device}` });
const dialogOn = (page: Page) => page.getByRole('alertdialog');
const passwordOn = (page: Page) => dialogOn(page).getByLabel('Password', { exact: true });

/** Counts the clicks and the keys that send a form until something is done. */
async function steps(...acts: readonly (() => Promise<void>)[]): Promise<number> {
  for (const act of acts) await act();
  return acts.length;
}

test('end dialog: two steps end a device with the password, and one within five minutes after it', async ({
  page,
  openBrowser,
}) => {
  const [older, oldest] = [await openBrowser(firefox), await openBrowser(iphone)];
  const person = await signUp(oldest);
  // Closed, because an open page is used now and then, which would move its row.
  await oldest.close();
  await signIn(older, person);
  await signIn(page, person);

  const withPassword = await steps(
    () => logOut(page).click(),
    async () => {
      await expect(dialogOn(page)).toHaveAccessibleName(`Log out ${linux}?`);
      await expect(passwordOn(page)).toBeFocused();
      await page.keyboard.type(person.password);
      await page.keyboard.press('Enter');
    },
  );
  await expect(page.getByText(`${linux} is signed out`)).toBeVisible();
  expect(withPassword).toBe(2);
  await expect(dialogOn(page)).toBeHidden();
  await expect(logOut(page, 'Safari 26 on iOS')).toBeFocused();
  await older.reload();
  await expect(older.getByText(/^This browser was signed out at .+, from /)).toBeVisible();

  expect(await steps(() => logOut(page, 'Safari 26 on iOS').click())).toBe(1);
  await expect(page.getByText('Safari 26 on iOS is signed out')).toBeVisible();
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
});

test('end dialog: one step right after a sign-in on a confirmed browser', async ({ page, signInOn }) => {
  await signInOn(firefox);
  expect(await steps(() => logOut(page).click())).toBe(1);
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
  await expect(dialogOn(page)).toBeHidden();
});

test('end dialog: Escape and the cancel button end no session', async ({ page, openBrowser }) => {
  const older = await openBrowser(firefox);
  await newcomer(page, older);
  for (const decline of [
    () => page.keyboard.press('Escape'),
    () => dialogOn(page).getByRole('button', { name: 'Keep it signed in' }).click(),
  ]) {
    await logOut(page).click();
    await expect(dialogOn(page)).toBeVisible();
    await decline();
    await expect(dialogOn(page)).toBeHidden();
    await expect(logOut(page)).toBeFocused();
    expect(await page.locator('.toast').count()).toBe(0);
  }
  await older.reload();
  await expect(older.getByText('This device', { exact: true })).toBeVisible();
});

test('end dialog: a wrong password, a limit and a lost connection keep the dialog, and the next try succeeds', async ({
  page,
  openBrowser,
}) => {
  const older = await openBrowser(firefox);
  const person = await newcomer(page, older);
  await logOut(page).click();
  await expect(passwordOn(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(passwordOn(page)).toHaveAccessibleDescription(/Enter your password\.$/);
  for (const wrong of ['not this one', 'nor this one']) {
    await passwordOn(page).fill(wrong);
    await dialogOn(page).getByRole('button', { name: 'Log out', exact: true }).click();
    await expect(passwordOn(page)).toHaveAccessibleDescription(/The password is incorrect\. Check it and try again\.$/);
    await expect(passwordOn(page)).toBeFocused();
  }
  const alert = dialogOn(page).getByRole('alert');
  await page.route(/auth\.stepUp/, (route) =>
    route.fulfill({ status: 429, json: [refusal('auth.stepUp', 429, 'rate_limited', { retryAfter: 118 })] }),
  );
  await passwordOn(page).fill(person.password);
  await page.keyboard.press('Enter');
  await expect(alert).toContainText('Try again in 2 minutes.');
  await expect(alert).toBeFocused();
  await page.unroute(/auth\.stepUp/);
  await page.route(/session\.revoke/, (route) => route.abort());
  await passwordOn(page).press('Enter');
  await expect(alert).toContainText('The server did not answer.');
  await expect(alert).toBeFocused();
  // The password was right, so the next try needs none.
  await expect(passwordOn(page)).toBeHidden();
  await older.reload();
  await expect(older.getByText('This device', { exact: true })).toBeVisible();
  await page.unroute(/session\.revoke/);
  await dialogOn(page).getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(page.getByText(`${linux} is signed out`)).toBeVisible();
  await expect(dialogOn(page)).toBeHidden();
});

test('end dialog: ends the device where the new token comes two seconds after the former one is refused', async ({
  page,
  openBrowser,
}) => {
  const older = await openBrowser(firefox);
  const person = await newcomer(page, older);
  // As where the server waits for an instance that has died. Not by `route.fetch`, which stores the cookie at once.
  await page.route(/auth\.stepUp/, async (route) => {
    const request = route.request();
    const headers = await request.allHeaders();
    const answer = await fetch(request.url(), { method: 'POST', headers, body: request.postData() });
    const body = await answer.text();
    await setTimeout(2000);
    await route.fulfill({
      status: answer.status,
      headers: { 'content-type': 'application/json', 'set-cookie': answer.headers.getSetCookie().join('\n') },
      body,
    });
  });
  await logOut(page).click();
  await passwordOn(page).fill(person.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${linux} is signed out`)).toBeVisible();
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
  await older.reload();
  await expect(older.getByText(/^This browser was signed out at .+, from /)).toBeVisible();
});

test('end dialog: a device that another one ends meanwhile is said to be gone, and still leads to a new password', async ({
  page,
  openBrowser,
}) => {
  const older = await openBrowser(firefox);
  const person = await newcomer(page, older);
  await logOut(page).click();
  await expect(dialogOn(page)).toBeVisible();
  await older.getByRole('banner').getByRole('button', { name: 'Log out' }).click();
  await expect(dialogOn(page)).toContainText('meanwhile', { timeout: 20_000 });
  await expect(passwordOn(page)).toBeHidden();
  await dialogOn(page).getByRole('button', { name: 'I don’t recognise it' }).click();
  await dialogOn(page).getByLabel('Current password').fill(person.password);
  await dialogOn(page).getByLabel('New password').fill('a better battery');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your password is changed')).toBeVisible();
});

test('end dialog: its own session that another device ends leads to the sign-in', async ({ page, openBrowser }) => {
  const older = await openBrowser(firefox);
  const person = await newcomer(page, older);
  await logOut(page).click();
  await passwordOn(page).fill('half a pass');
  await older.getByRole('button', { name: new RegExp(`^Log out ${itself}`) }).click();
  await expect(page.getByRole('region', { name: 'You are signed out' })).toBeVisible({ timeout: 20_000 });
  await expect(dialogOn(page)).toBeHidden();
  await signIn(page, person);
  await expect(dialogOn(page)).toBeHidden();
});

test('end dialog: “I don’t recognise it” ends the device, and changes the password in the same dialog', async ({
  page,
  openBrowser,
}) => {
  const [stranger, third] = [await openBrowser(firefox), await openBrowser(iphone)];
  const person = await signUp(page);
  await signIn(stranger, person);
  await signIn(third, person);
  await outliveProof(page);
  await logOut(page).click();
  await passwordOn(page).fill(person.password);
  await dialogOn(page).getByRole('button', { name: 'I don’t recognise it' }).click();
  await expect(dialogOn(page)).toHaveAccessibleName('Choose a new password');
  await expect(dialogOn(page).getByRole('status')).toHaveText(`${linux} is signed out`);
  await expect(stranger.getByText('the account’s owner said that this sign-in was not theirs')).toBeVisible({
    timeout: 20_000,
  });
  await expect(dialogOn(page).getByLabel('Current password')).toBeHidden();
  await expect(dialogOn(page).getByLabel('New password')).toBeFocused();
  await page.keyboard.type('short');
  await page.keyboard.press('Enter');
  await expect(dialogOn(page).getByLabel('New password')).toHaveAccessibleDescription(/Use at least 8 characters\.$/);
  await dialogOn(page).getByLabel('New password').fill('a better battery');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your password is changed')).toBeVisible();
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
  await expect(third.getByRole('region', { name: 'You are signed out' })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('heading', { name: 'Your devices' })).toBeFocused();
});

test('step-up: a request of another tab with the former token is no logout', async ({ page, context, openBrowser }) => {
  const person = await newcomer(page, await openBrowser(firefox));
  const otherTab = await context.newPage();
  // Without the stream the page reloads the list when it becomes visible.
  await otherTab.route(/session\.watch/, (route) => route.abort());
  await otherTab.goto('/sessions');
  await expect(otherTab.getByRole('button', { name: 'Log out Firefox 128 on Linux' })).toBeVisible();

  // Requests that were sent with the old token, held back until the step-up: one query and one mutation.
  const missed: string[] = [];
  const proof = gate();
  await otherTab.route(/session\.page|device\.rename/, async (route) => {
    const held = await sessionCookie(context);
    await proof.isOpen;
    const headers = { ...route.request().headers(), cookie: `${held?.name}=${held?.value}` };
    const answer = await route.fetch({ headers });
    if ((await answer.text()).includes('"errorCode":"token_incorrect","fields":null,"end":null'))
      missed.push(new URL(route.request().url()).pathname);
    await route.fulfill({ response: answer });
  });
  const listed = otherTab.waitForRequest(/session\.page/);
  await openDetails(otherTab, 'Firefox 128 on Linux');
  await otherTab.getByRole('button', { name: 'Rename Firefox 128 on Linux' }).click();
  await otherTab.getByLabel('Name', { exact: true }).fill('Old laptop');
  await otherTab.getByRole('button', { name: 'Save name' }).click();
  await otherTab.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await listed;

  await page.getByRole('button', { name: 'Log out all others' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Password', { exact: true }).fill(person.password);
  // Only the step-up, because the other tab renames a session that has to stay.
  await page.route(/session\.revokeOthers/, (route) => route.abort());
  await dialog.getByRole('button', { name: 'Log out 1 device' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The server did not answer.');
  // The password was right: it is not asked for again.
  await expect(dialog.getByLabel('Password', { exact: true })).toBeHidden();
  proof.open();

  await expect(otherTab.getByText('Renamed to “Old laptop”')).toBeVisible();
  await expect(otherTab.getByRole('button', { name: 'Log out Old laptop' })).toBeVisible();
  await expect(otherTab).toHaveURL('/sessions');
  for (const name of ['session.page', 'device.rename']) expect(missed.join()).toContain(name);
  for (const tab of [page, otherTab]) {
    await tab.unrouteAll({ behavior: 'ignoreErrors' });
    await tab.reload();
    await expect(tab.getByRole('button', { name: 'Log out Old laptop' })).toBeVisible();
  }
});

test('sign-in: a token that is refused twice leads to the sign-in without a reason', async ({ page, context }) => {
  await signUp(page);
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
  const cookie = await sessionCookie(context);
  if (cookie) await context.addCookies([{ ...cookie, value: 'latchkey_of_nobody' }]);
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  // At this focus, or at the next one where a request was already running.
  await expect(page.getByText('You are no longer signed in to this browser.')).toBeVisible({ timeout: 25_000 });
});

test('change password: both passwords in one form, each with its own error, and all other sessions end', async ({
  page,
  person,
  signInOn,
}) => {
  const other = await signInOn(firefox);
  await page.getByRole('button', { name: 'Change password' }).click();
  const dialog = page.getByRole('dialog', { name: 'Choose a new password' });
  await expect(dialog).toContainText('Every other device is signed out at once');
  const [current, next] = [dialog.getByLabel('Current password'), dialog.getByLabel('New password')];
  await expect(current).toBeFocused();
  await expect(current).toHaveAttribute('autocomplete', 'current-password');
  await expect(next).toHaveAttribute('autocomplete', 'new-password');
  await next.fill('short');
  await page.keyboard.press('Enter');
  await expect(current).toHaveAccessibleDescription('Enter your password.');
  await expect(current).toBeFocused();
  await current.fill('not this one');
  await page.keyboard.press('Enter');
  await expect(next).toHaveAccessibleDescription(/Use at least 8 characters\.$/);
  await expect(next).toBeFocused();
  await next.fill('new battery staple');
  await page.keyboard.press('Enter');
  await expect(current).toHaveAccessibleDescription('The password is incorrect. Check it and try again.');
  await expect(current).toBeFocused();
  await expect(next).toHaveValue('new battery staple');
  await current.fill(person.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your password is changed')).toBeVisible();
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Change password' })).toBeFocused();

  await other.reload();
  await expect(other.getByText('Your password was changed')).toBeVisible();
  await other.getByLabel('E-mail address').fill(person.email);
  await other.getByLabel('Password', { exact: true }).fill(person.password);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByText('E-mail address or password is incorrect')).toBeVisible();
  await other.getByLabel('Password', { exact: true }).fill('new battery staple');
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByText('This device', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText('This device', { exact: true })).toBeVisible();
});
