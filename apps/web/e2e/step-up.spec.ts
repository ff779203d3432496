import { type Page, expect, test } from '@playwright/test';
import { gate } from './gate.ts';
import { type Person, anotherBrowser, firefox, iphone, prove, sessionCookie, signIn, signUp } from './person.ts';

const question = (page: Page) => page.getByRole('dialog', { name: 'Confirm that it is you' });

/** A session that has just begun wants to end an older one: for that the password is asked once more. */
async function newcomer(page: Page, older: Page): Promise<Person> {
  const person = await signUp(older);
  await signIn(page, person);
  return person;
}

async function logOut(page: Page, device: string): Promise<void> {
  await page.getByRole('button', { name: `Log out ${device}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out', exact: true }).click();
}

test('the password is asked for once, what was asked goes on, and within five minutes nobody is asked again', async ({
  page,
  browser,
}) => {
  const [older, oldest] = [await anotherBrowser(browser, firefox), await anotherBrowser(browser, iphone)];
  const person = await signUp(oldest);
  // An open page is used now and then, which would move it up in the list.
  await oldest.close();
  await signIn(older, person);
  await signIn(page, person);

  await logOut(page, 'Firefox 128 on Linux');
  await expect(question(page)).toBeVisible();
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Firefox 128 on Linux is logged out')).toBeVisible();
  await expect(question(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Log out Safari 26 on iOS' })).toBeFocused();
  await older.reload();
  await expect(older.getByText(/^This browser was logged out at .+, from /)).toBeVisible();

  await logOut(page, 'Safari 26 on iOS');
  await expect(page.getByText('Safari 26 on iOS is logged out')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
});

test('who declines finds everything as it was', async ({ page, browser }) => {
  const older = await anotherBrowser(browser, firefox);
  await newcomer(page, older);
  const button = page.getByRole('button', { name: 'Log out Firefox 128 on Linux' });
  for (const decline of [
    () => page.keyboard.press('Escape'),
    () => question(page).getByRole('button', { name: 'Cancel' }).click(),
  ]) {
    await logOut(page, 'Firefox 128 on Linux');
    await expect(question(page)).toBeVisible();
    await decline();
    await expect(question(page)).toBeHidden();
    await expect(button).toBeFocused();
    await expect(button).not.toHaveAttribute('aria-disabled');
    expect(await page.locator('.toast').count()).toBe(0);
  }
  await older.reload();
  await expect(older.getByText('This device', { exact: true })).toBeVisible();
});

test('a wrong password is said at its field, and ends nothing', async ({ page, browser }) => {
  const older = await anotherBrowser(browser, firefox);
  const person = await newcomer(page, older);
  await logOut(page, 'Firefox 128 on Linux');
  const field = page.getByLabel('Password', { exact: true });
  await expect(field).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(field).toHaveAccessibleDescription('Enter your password.');
  for (const wrong of ['not this one', 'nor this one']) {
    await field.fill(wrong);
    await question(page).getByRole('button', { name: 'Go on' }).click();
    await expect(field).toHaveAccessibleDescription('The password is incorrect. Check it and try again.');
    await expect(field).toBeFocused();
  }
  await older.reload();
  await expect(older.getByText('This device', { exact: true })).toBeVisible();
  await prove(page, person);
  await expect(page.getByText('Firefox 128 on Linux is logged out')).toBeVisible();
});

test('too many attempts are refused with the time at which to try again', async ({ page, browser }) => {
  await newcomer(page, await anotherBrowser(browser, firefox));
  await page.route(/auth\.stepUp/, (route) =>
    route.fulfill({ status: 429, json: [refusal('auth.stepUp', 429, 'rate_limited', { retryAfter: 118 })] }),
  );
  await logOut(page, 'Firefox 128 on Linux');
  await page.getByLabel('Password', { exact: true }).fill('not this one');
  await page.keyboard.press('Enter');
  await expect(question(page).getByRole('alert')).toContainText('Try again in 2 minutes.');
  await expect(question(page).getByRole('alert')).toBeFocused();
});

test('what was under way in another tab, while this one got a new token, is no logout', async ({
  page,
  browser,
  context,
}) => {
  const person = await newcomer(page, await anotherBrowser(browser, firefox));
  const otherTab = await context.newPage();
  // Without its stream it asks again when it is looked at.
  await otherTab.route(/session\.watch/, (route) => route.abort());
  await otherTab.goto('/sessions');
  await expect(otherTab.getByRole('button', { name: 'Log out Firefox 128 on Linux' })).toBeVisible();

  // Held back with the token that it set out with, once for a list and once for a change.
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
  await otherTab.getByRole('button', { name: 'Rename Firefox 128 on Linux' }).click();
  await otherTab.getByLabel('Name', { exact: true }).fill('Old laptop');
  await otherTab.getByRole('button', { name: 'Save name' }).click();
  await otherTab.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await listed;

  await logOut(page, 'Firefox 128 on Linux');
  await question(page).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Log out all others' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out 1 device' }).click();
  await question(page).getByLabel('Password', { exact: true }).fill(person.password);
  // The step-up alone: the session that the other tab renames lives on.
  await page.route(/session\.revokeOthers/, (route) => route.abort());
  await question(page).getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('The other devices could not be logged out').first()).toBeVisible();
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

test('a second refusal of the token is the end, even where nobody knows why', async ({ page, context }) => {
  await signUp(page);
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
  const cookie = await sessionCookie(context);
  if (cookie) await context.addCookies([{ ...cookie, value: 'latchkey_of_nobody' }]);
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  // At the focus, or where a look was under way at that moment, at the next one.
  await expect(page.getByText('You are no longer signed in to this browser.')).toBeVisible({ timeout: 25_000 });
});

/** A refusal in the form in which the server gives it, for what only time could bring about. */
const refusal = (path: string, httpStatus: number, errorCode: string, details: object = {}) => ({
  error: {
    message: errorCode,
    code: -32_003,
    data: { code: 'FORBIDDEN', httpStatus, path, errorCode, fields: null, end: null, retryAfter: null, ...details },
  },
});

test('a new password logs out all others, who are told why, and comes in place of the old one', async ({
  page,
  browser,
}) => {
  const person = await signUp(page);
  const other = await anotherBrowser(browser, firefox);
  await signIn(other, person);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Log out Firefox 128 on Linux' })).toBeVisible();

  // As if the sign-in were older than five minutes.
  await page.route(
    /auth\.changePassword/,
    (route) => route.fulfill({ status: 403, json: [refusal('auth.changePassword', 403, 'step_up_required')] }),
    { times: 2 },
  );
  await page.getByRole('button', { name: 'Change password' }).click();
  const dialog = page.getByRole('dialog', { name: 'Choose a new password' });
  await expect(dialog).toContainText('Every other device is logged out at once');
  const field = dialog.getByLabel('New password');
  await expect(field).toHaveAttribute('autocomplete', 'new-password');
  await field.fill('short');
  await page.keyboard.press('Enter');
  await expect(field).toHaveAccessibleDescription(/Use at least 8 characters\.$/);
  await expect(field).toBeFocused();
  await field.fill('new battery staple');
  await page.keyboard.press('Enter');

  await expect(question(page)).toBeVisible();
  await expect(dialog).toBeHidden();
  await question(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(field).toHaveValue('new battery staple');
  await expect(field).toBeFocused();
  await page.keyboard.press('Enter');
  await prove(page, person);
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
