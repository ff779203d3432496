import { expect, test } from '@playwright/test';
import { anotherBrowser, firefox, iphone, itself, program, prove, signIn, signUp } from './person.ts';

test('the history tells who signed in, who failed to, and which device ended what', async ({ page, browser }) => {
  const person = await signUp(page);
  await signIn(await anotherBrowser(browser, firefox), person);
  const stranger = await anotherBrowser(browser, iphone);
  await stranger.goto('/signin');
  await stranger.getByLabel('E-mail address').fill(person.email);
  await stranger.getByLabel('Password', { exact: true }).fill('a guess of mine');
  await stranger.getByRole('button', { name: 'Sign in' }).click();
  await expect(stranger.getByText('E-mail address or password is incorrect.')).toBeVisible();
  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();

  await page.getByRole('link', { name: 'Open history' }).click();
  await expect(page.getByRole('heading', { name: 'History', level: 1 })).toBeFocused();
  const today = page.getByRole('region', { name: 'today' });
  await expect(today.getByRole('listitem')).toHaveCount(4);
  await expect(today.getByRole('listitem').first()).toContainText(
    new RegExp(`^Firefox 128 on Linux was logged out from ${itself}`),
  );
  await expect(today.getByText('A sign-in with a wrong password, from Safari 26 on iOS')).toBeVisible();

  await page.getByText('Failed attempts').click();
  await expect(today.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'Sign-ins' })).toBeChecked();
  await expect(today.getByText('Firefox 128 on Linux signed in')).toBeVisible();
  await page.getByText('Changes', { exact: true }).click();
  await expect(page.getByText('Nothing of this kind has happened.')).toBeVisible();
  // Each choice is a step of its own for Back.
  await page.goBack();
  await expect(page.getByRole('radio', { name: 'Sign-ins' })).toBeChecked();
  await page.getByRole('link', { name: 'Back to your sessions' }).click();
  await expect(page.getByRole('heading', { name: 'Manage sessions' })).toBeFocused();
});

test('what happens meanwhile shows at once, and whoever is thrown out while reading is told so', async ({
  page,
  browser,
}) => {
  const soon = { timeout: 1_000 };
  const person = await signUp(page);
  await page.goto('/history');
  await expect(page.getByRole('listitem')).toHaveCount(1);
  const other = await anotherBrowser(browser, firefox);
  await signIn(other, person);
  await expect(page.getByText('Firefox 128 on Linux signed in')).toBeVisible(soon);
  await expect(page.getByRole('region', { name: 'Was this you?' }).getByText('Firefox 128 on Linux')).toBeVisible(soon);

  await program(page, person, 'Nightly backup');
  const backup = page.getByRole('listitem').filter({ hasText: '“Nightly backup” signed in' });
  await expect(backup.getByText('Named by itself (curl 8')).toBeVisible(soon);

  await other.goto('/history');
  await expect(other.getByText('Firefox 128 on Linux signed in')).toBeVisible();
  await page.getByRole('button', { name: 'No, log it out: Firefox 128 on Linux' }).click();
  await prove(page, person);
  const notice = other.getByRole('region', { name: 'You are logged out' });
  await expect(notice).toContainText('the owner of the account said that this sign-in was not theirs', soon);
  await expect(page.getByText(/^Firefox 128 on Linux was logged out/)).toBeVisible();
});

test('a long history comes page by page, without losing or repeating anything', async ({ page }) => {
  await signUp(page);
  for (let times = 0; times < 30; times += 1) {
    for (const name of ['One', 'Other']) {
      const { sessions } = (await (await page.request.get('/api/trpc/session.list')).json()).result.data;
      const input = { deviceId: sessions[0].deviceId, name: `${name} ${times}` };
      await page.request.post('/api/trpc/device.rename', {
        data: input,
        headers: { origin: new URL(page.url()).origin },
      });
    }
  }
  await page.goto('/history');
  await expect(page.getByRole('listitem')).toHaveCount(50);
  await page.getByRole('button', { name: 'Show older' }).click();
  await expect(page.getByRole('listitem')).toHaveCount(61);
  await expect(page.getByRole('listitem').last()).toContainText('signed in');
  await expect(page.getByRole('button', { name: 'Show older' })).toBeHidden();
});

test('a history that cannot be loaded says why, and is there after another try', async ({ page }) => {
  await signUp(page);
  await page.route(/history\.list/, (route) => route.abort());
  await page.goto('/history');
  await expect(page.getByText('Your history could not be loaded')).toBeVisible({ timeout: 20_000 });
  await page.unroute(/history\.list/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('listitem')).toHaveCount(1);
});
