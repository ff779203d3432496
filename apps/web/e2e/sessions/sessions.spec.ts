import { expect } from '@playwright/test';
import { otherRows } from '../support/devices.ts';
import { test } from '../support/fixtures.ts';
import { gate } from '../support/gate.ts';
import { firefox, iphone, itself, outliveProof, program, signIn, signUp } from '../support/person.ts';

test('revoke button: ends one session, whose browser shows the reason at its next request', async ({
  page,
  signInOn,
}) => {
  const other = await signInOn(firefox);

  await page.bringToFront();
  await page.reload();
  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  await expect(page.getByText('Firefox 128 on Linux is signed out')).toBeVisible();
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();

  await other.reload();
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(other.getByText(new RegExp(`^This browser was signed out at .+, from ${itself}.*\\.$`))).toBeVisible();
});

test('revoke button: Escape and the cancel button end no session', async ({ page, signInOn }) => {
  const other = await signInOn(iphone);
  await outliveProof(page);
  const button = page.getByRole('button', { name: 'Log out Safari 26 on iOS' });
  await button.click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep it signed in' }).click();
  await other.reload();
  await expect(other.getByText('This device', { exact: true })).toBeVisible();
});

test('revoke others button: ends all other sessions after a dialog that lists them', async ({
  page,
  person,
  signInOn,
}) => {
  const [first, second] = [await signInOn(firefox), await signInOn(iphone)];
  const token = await program(page, person, 'Nightly backup');
  await page.reload();
  await page.getByRole('button', { name: 'Log out all others' }).click();
  const dialog = page.getByRole('alertdialog');
  for (const name of ['Firefox 128 on Linux', 'Safari 26 on iOS', 'Nightly backup'])
    await expect(dialog).toContainText(name);
  await dialog.getByRole('button', { name: 'Log out 3 devices' }).click();
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();

  for (const other of [first, second]) {
    await other.reload();
    await expect(other.getByText('together with all others')).toBeVisible();
  }
  const answer = await page.request.get('/api/v1/user/myself', { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status()).toBe(401);
  await page.reload();
  await expect(page.getByText('This device', { exact: true })).toBeVisible();
});

test('session list: shows a user agent made of markup as text', async ({ page, person, openBrowser }) => {
  await program(page, person, '<img src=x onerror="document.title=`gone`"> <b>bold</b>');
  const other = await openBrowser('<script>document.title="gone"</script>');
  await signIn(other, person);
  await page.reload();
  await expect(page.getByText('<img src=x onerror=', { exact: false }).first()).toBeVisible();
  await expect(page.getByText('Unknown browser').first()).toBeVisible();
  await expect(page).not.toHaveTitle(/gone/);
});

test('session list: shows a skeleton while it loads, and a retry button after an error', async ({ page }) => {
  await signUp(page);
  const answer = gate();
  let isAnswered = false;
  await page.route(/session\.(page|watch)/, async (route) => {
    await answer.isOpen;
    // The stream has to fail too, because it would bring the list before the button is pressed.
    const fails = !isAnswered || route.request().url().includes('session.watch');
    await (fails ? route.abort() : route.continue());
  });
  await page.reload();
  await expect(page.getByText('Loading your sessions…')).toBeAttached();
  answer.open();
  await expect(page.getByText('Your sessions could not be loaded')).toBeVisible({ timeout: 20_000 });
  await expect(page).toHaveURL('/sessions');
  isAnswered = true;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('This device', { exact: true })).toBeVisible();
});

test('revoke button: a failed request keeps the row and shows the error until dismissed', async ({
  page,
  signInOn,
}) => {
  await signInOn(firefox);
  // Before the page loads, because an answer that arrives while the clock is replaced has a wrong date.
  await page.clock.install();
  await page.reload();
  await page.route(/session\.revoke/, (route) => route.abort());
  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  const row = otherRows(page);
  const dismiss = page.getByRole('button', { name: 'Dismiss Firefox 128 on Linux could not be signed out' });
  await expect(row).toContainText('Firefox 128 on Linux could not be signed out');
  await expect(dismiss).toBeVisible();
  // Longer than the duration of any other toast.
  await page.clock.fastForward(60_000);
  await expect(dismiss).toBeVisible();
  await expect(row).toContainText('could not be signed out');
  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  await expect(dismiss).toBeVisible();
  await dismiss.click();
  await expect(row).not.toContainText('could not be signed out');
  // The dismissed toast had the focus.
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
});

test('another user in another window: the dialog of the former user ends no session of the new one', async ({
  page,
  person,
  signInOn,
  openBrowser,
}) => {
  await signInOn(firefox);
  // The other user has another device too, which has to stay signed in.
  const other = await signUp(await openBrowser(iphone));
  await page.bringToFront();
  await page.reload();
  await page.getByRole('button', { name: 'Log out all others' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('Firefox 128 on Linux');
  // As an application does it, without a load of this page.
  const signedIn = await page.request.post('/api/trpc/auth.signIn', { data: { ...other, rememberMe: false } });
  expect(signedIn.ok()).toBe(true);
  // The page may notice it by itself, and then closes the dialog.
  await dialog
    .getByRole('button', { name: 'Log out' })
    .click({ timeout: 2_000 })
    .catch(() => {});
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Safari on iOS' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Firefox on Linux' })).toBeHidden();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Safari on iOS' })).toBeVisible();
  await expect(page.getByText(person.email)).toBeHidden();
});

test('revoke dialog: a failure after it was closed is shown, and closes no later dialog', async ({
  page,
  signInOn,
}) => {
  await signInOn(firefox);
  await signInOn(iphone);
  await outliveProof(page);
  const answer = gate();
  await page.route(/session\.revoke/, async (route) => {
    await answer.isOpen;
    await route.abort();
  });
  const dialog = page.getByRole('alertdialog');
  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  await dialog.getByLabel('Password', { exact: true }).fill('correct horse battery');
  const asked = page.waitForRequest(/session\.revoke/);
  await dialog.getByRole('button', { name: 'Log out', exact: true }).click();
  await asked;
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Log out all others' }).click();
  await expect(dialog).toContainText('Safari 26 on iOS');
  answer.open();
  await expect(page.getByText('Firefox 128 on Linux could not be signed out').first()).toBeAttached();
  await expect(dialog).toContainText('Safari 26 on iOS');
});
