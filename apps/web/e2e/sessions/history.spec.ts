import { expect } from '@playwright/test';
import { beforeNextPoll, test } from '../support/fixtures.ts';
import { firefox, iphone, itself, program, signIn, signUp } from '../support/person.ts';

test('history: lists sign-ins, failed sign-ins, and ends with the device that ended them', async ({
  page,
  person,
  signInOn,
  openBrowser,
}) => {
  await signInOn(firefox);
  const stranger = await openBrowser(iphone);
  await stranger.goto('/signin');
  await stranger.getByLabel('E-mail address').fill(person.email);
  await stranger.getByLabel('Password', { exact: true }).fill('a guess of mine');
  await stranger.getByRole('button', { name: 'Sign in' }).click();
  await expect(stranger.getByText('E-mail address or password is incorrect.')).toBeVisible();
  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();

  await page.getByRole('link', { name: 'Open history' }).click();
  await expect(page.getByRole('heading', { name: 'History', level: 1 })).toBeFocused();
  const today = page.getByRole('region', { name: 'today' });
  await expect(today.getByRole('listitem')).toHaveCount(4);
  await expect(today.getByRole('listitem').first()).toContainText(
    new RegExp(`^Firefox 128 on Linux was signed out from ${itself}`),
  );
  await expect(today.getByRole('listitem').first()).toContainText('signed in from ');
  await expect(today.getByText('Someone tried to sign in with a wrong password, from Safari 26 on iOS')).toBeVisible();

  await page.getByText('Failed attempts').click();
  await expect(today.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'Sign-ins' })).toBeChecked();
  await expect(today.getByText('Firefox 128 on Linux signed in')).toBeVisible();
  await page.getByText('Changes', { exact: true }).click();
  await expect(page.getByText('Nothing like this has happened.')).toBeVisible();
  // Each choice is an entry of the browser's history.
  await page.goBack();
  await expect(page.getByRole('radio', { name: 'Sign-ins' })).toBeChecked();
  await page.getByRole('link', { name: 'Back to your sessions' }).click();
  await expect(page.getByRole('heading', { name: 'Manage sessions' })).toBeFocused();
});

test('history: a new event appears by itself, and the end of the session leads to the sign-in', async ({
  page,
  openBrowser,
}) => {
  const person = await signUp(page);
  await page.goto('/history');
  await expect(page.getByRole('listitem')).toHaveCount(1);
  const other = await openBrowser(firefox);
  await signIn(other, person);
  await expect(page.getByText('Firefox 128 on Linux signed in')).toBeVisible(beforeNextPoll);
  await expect(page.getByRole('region', { name: 'Was this you?' }).getByText('Firefox 128 on Linux')).toBeVisible(
    beforeNextPoll,
  );

  await program(page, person, 'Nightly backup');
  const backup = page.getByRole('listitem').filter({ hasText: '“Nightly backup” signed in' });
  await expect(backup.getByText('Chose this name itself (curl 8')).toBeVisible(beforeNextPoll);

  await other.goto('/history');
  await expect(other.getByText('Firefox 128 on Linux signed in')).toBeVisible();
  await page.getByRole('button', { name: 'No, log it out: Firefox 128 on Linux' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Not now' }).click();
  const notice = other.getByRole('region', { name: 'You are signed out' });
  await expect(notice).toContainText('the account’s owner said that this sign-in was not theirs', beforeNextPoll);
  await expect(page.getByText(/^Firefox 128 on Linux was signed out/)).toBeVisible();
});

test('history: loads pages without losing or repeating an event', async ({ page }) => {
  await signUp(page);
  for (let times = 0; times < 30; times += 1) {
    for (const name of ['One', 'Other']) {
      const { sessions } = (await (await page.request.get('/api/trpc/session.list')).json()).result.data;
      const input = { deviceId: sessions[0].deviceId, label: `${name} ${times}` };
      await page.request.post('/api/trpc/device.rename', {
        data: input,
        headers: { origin: new URL(page.url()).origin },
      });
    }
  }
  await page.goto('/history');
  await expect(page.getByRole('listitem')).toHaveCount(50);
  await page.getByRole('button', { name: 'Show older' }).press('Enter');
  await expect(page.getByRole('listitem')).toHaveCount(61);
  await expect(page.getByRole('listitem').last()).toContainText('signed in');
  await expect(page.getByRole('button', { name: 'Show older' })).toBeHidden();
  await expect(page.getByRole('heading', { name: 'today' })).toBeFocused();
});

test('history: a failed request shows the error, and the next try succeeds', async ({ page }) => {
  await signUp(page);
  await page.route(/history\.list/, (route) => route.abort());
  await page.goto('/history');
  await expect(page.getByText('Your history could not be loaded')).toBeVisible({ timeout: 20_000 });
  await page.unroute(/history\.list/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('listitem')).toHaveCount(1);
});

test('history: of one device has an address that can be shared, and Back and a button show all devices again', async ({
  page,
  signInOn,
}) => {
  await signInOn(firefox);
  await page.goto('/history');
  const events = page.getByRole('region', { name: 'today' }).getByRole('listitem');
  await expect(events).toHaveCount(2);
  const { sessions } = (await (await page.request.get('/api/trpc/session.list')).json()).result.data;
  const other = sessions.find(({ isCurrent }: { isCurrent: boolean }) => !isCurrent);
  await page.evaluate((id) => (window.location.hash = `device=${id}`), other.deviceId);
  await expect(page.getByText('Only Firefox 128 on Linux')).toBeVisible();
  await expect(events).toHaveCount(1);
  await page.reload();
  await expect(events).toHaveCount(1);
  await page.getByRole('button', { name: 'Show all devices' }).click();
  await expect(events).toHaveCount(2);
  await expect(page).toHaveURL('/history');
  await page.goBack();
  await expect(page.getByText('Only Firefox 128 on Linux')).toBeVisible();
});

test('history: joins wrong passwords, and logs a device out that is still signed in', async ({
  page,
  person,
  signInOn,
  openBrowser,
}) => {
  await signInOn(firefox);
  const stranger = await openBrowser(iphone);
  const guess = () =>
    stranger.request.post('/api/trpc/auth.signIn', { data: { email: person.email, password: 'a guess of mine' } });
  for (let tries = 0; tries < 3; tries += 1) await guess();
  await page.goto('/history');
  const today = page.getByRole('region', { name: 'today' });
  const joined = today.getByRole('listitem').filter({ hasText: '3 wrong passwords from Safari 26 on iOS' });
  await expect(joined).toHaveCount(1);
  await expect(today.getByRole('listitem')).toHaveCount(3);
  // As high as a button with its margin; one pixel is the line between two rows.
  for (const row of await today.getByRole('listitem').all())
    expect((await row.boundingBox())?.height).toBeLessThanOrEqual(57);
  const toggle = joined.getByRole('button', { name: /^Show all: 3 wrong passwords/ });
  await toggle.focus();
  await page.keyboard.press('Enter');
  await expect(today.getByRole('listitem')).toHaveCount(6);
  await expect(joined.getByRole('button', { expanded: true })).toBeFocused();
  await guess();
  // By the interval, because no session changes.
  await expect(today.getByRole('listitem')).toHaveCount(7, { timeout: 25_000 });
  await expect(page.getByRole('button', { name: /: 4 wrong passwords/, expanded: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(today.getByRole('listitem')).toHaveCount(3);

  const own = today.getByRole('listitem').filter({ hasText: 'This device' });
  await expect(own).toHaveCount(1);
  await expect(own.getByRole('button')).toHaveCount(0);
  await today.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  await expect(today.getByText(/^Firefox 128 on Linux was signed out from/)).toBeVisible();
  await expect(today.getByRole('button', { name: 'Log out Firefox 128 on Linux' })).toBeHidden();
});

test('history: “I don’t recognise it” ends the device and changes the password, also of a device that is signed out', async ({
  page,
  person,
  signInOn,
}) => {
  await signInOn(firefox);
  await page.goto('/history');
  const unknown = page.getByRole('button', { name: /^I don’t recognise it: Firefox 128 on Linux/ });
  await unknown.click();
  const dialog = page.getByRole('alertdialog', { name: 'Choose a new password' });
  await expect(dialog.getByRole('status')).toHaveText('Firefox 128 on Linux is signed out');
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await expect(page.getByText(/^Firefox 128 on Linux was signed out from/)).toBeVisible();
  await unknown.click();
  await expect(dialog.getByRole('status')).toHaveText('Firefox 128 on Linux was already signed out');
  await dialog.getByLabel('Current password').fill(person.password);
  await dialog.getByLabel('New password').fill('a better battery');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your password is changed')).toBeVisible();
});
