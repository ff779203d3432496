import { expect, test } from '@playwright/test';
import { gate } from './gate.ts';
import { anotherBrowser, firefox, iphone, itself, program, prove, signIn, signUp } from './person.ts';

test('one logs out a browser beside its name, and that browser is told why at its next action', async ({
  page,
  browser,
}) => {
  const person = await signUp(page);
  const other = await anotherBrowser(browser, firefox);
  await signIn(other, person);

  await page.bringToFront();
  await page.reload();
  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('Firefox 128 on Linux');
  await dialog.getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(page.getByText('Firefox 128 on Linux is logged out')).toBeVisible();
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();

  await other.reload();
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(other.getByText(new RegExp(`^This browser was logged out at .+, from ${itself}.*\\.$`))).toBeVisible();
});

test('nothing ends before one has said yes: Escape and the other button keep everybody signed in', async ({
  page,
  browser,
}) => {
  const person = await signUp(page);
  const other = await anotherBrowser(browser, iphone);
  await signIn(other, person);
  await page.reload();
  const button = page.getByRole('button', { name: 'Log out Safari 26 on iOS' });
  await button.click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep it signed in' }).click();
  await other.reload();
  await expect(other.getByText('This device', { exact: true })).toBeVisible();
});

test('all others go in one go, after a dialog that says how many and which', async ({ page, browser }) => {
  const person = await signUp(page);
  const [first, second] = [await anotherBrowser(browser, firefox), await anotherBrowser(browser, iphone)];
  await signIn(first, person);
  await signIn(second, person);
  const token = await program(page, person, 'Nightly backup');
  await page.reload();
  await page.getByRole('button', { name: 'Log out all others' }).click();
  const dialog = page.getByRole('alertdialog');
  for (const name of ['Firefox 128 on Linux', 'Safari 26 on iOS', 'Nightly backup'])
    await expect(dialog).toContainText(name);
  await dialog.getByRole('button', { name: 'Log out 3 devices' }).click();
  await prove(page, person);
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

test('a user agent made of markup is shown as text and does no harm', async ({ page, browser }) => {
  const person = await signUp(page);
  await program(page, person, '<img src=x onerror="document.title=`gone`"> <b>bold</b>');
  const other = await anotherBrowser(browser, '<script>document.title="gone"</script>');
  await signIn(other, person);
  await page.reload();
  await expect(page.getByText('<img src=x onerror=', { exact: false }).first()).toBeVisible();
  await expect(page.getByText('Unknown browser').first()).toBeVisible();
  await expect(page).toHaveTitle(/Manage sessions/);
});

test('while the list loads there is a skeleton, and when it cannot be loaded, a reason and a way to try again', async ({
  page,
}) => {
  await signUp(page);
  const answer = gate();
  let isAnswered = false;
  await page.route(/session\.(page|watch)/, async (route) => {
    await answer.isOpen;
    // The stream goes on failing: it would bring the list back by itself, before anybody has pressed anything.
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

test('a revocation that did not reach the server is not shown as done', async ({ page, browser }) => {
  const person = await signUp(page);
  await signIn(await anotherBrowser(browser, firefox), person);
  await page.reload();
  await page.clock.install();
  await page.route(/session\.revoke/, (route) => route.abort());
  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out', exact: true }).click();
  const row = page.getByRole('region', { name: 'Other devices' }).getByRole('listitem');
  const dismiss = page.getByRole('button', { name: 'Dismiss Firefox 128 on Linux could not be logged out' });
  await expect(row).toContainText('Firefox 128 on Linux could not be logged out');
  await expect(dismiss).toBeVisible();
  // Longer than any message stays by itself.
  await page.clock.fastForward(60_000);
  await expect(dismiss).toBeVisible();
  await expect(row).toContainText('could not be logged out');
  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(dismiss).toBeVisible();
  await dismiss.click();
  await expect(row).not.toContainText('could not be logged out');
  // The message had the focus.
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
});
