import { expect, test } from '@playwright/test';
import { findings } from './axe.ts';
import { anotherBrowser, firefox, iphone, program, signIn, signUp } from './person.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    // Axe measures contrast: a colour in the middle of a fade would be no finding of a person's.
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds nothing on the way in', async ({ page }) => {
      for (const address of ['/signin', '/signup', '/nowhere']) {
        await page.goto(address);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(await findings(page), address).toEqual([]);
      }
      await page.goto('/signin');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByText('Enter your e-mail address.')).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });

    test('axe finds nothing on the sessions, in the question, in the toast, in the error and at the end', async ({
      page,
      browser,
    }) => {
      const person = await signUp(page);
      expect(await findings(page)).toEqual([]);
      await signIn(await anotherBrowser(browser, firefox), person);
      await program(page, person, 'Nightly backup');
      await page.reload();
      await expect(page.getByRole('button', { name: 'Log out Firefox 128 on Linux' })).toBeVisible();
      await expect(page.getByRole('combobox', { name: 'Log out unused devices' })).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Log out all others' }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Log out Nightly backup' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Log out', exact: true }).click();
      await expect(page.getByText('“Nightly backup” is logged out')).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('link', { name: 'Open history' }).click();
      await expect(page.getByText('Firefox 128 on Linux signed in')).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.goBack();
      await page.route(/session\.(page|watch)/, (route) => route.abort());
      await page.reload();
      await expect(page.getByText('Your sessions could not be loaded')).toBeVisible({ timeout: 20_000 });
      expect(await findings(page)).toEqual([]);
    });

    test('axe finds nothing in the dialogs that want something filled in', async ({ page, browser }) => {
      const person = await signUp(page);
      await signIn(await anotherBrowser(browser, firefox), person);
      await page.reload();
      await page.getByRole('button', { name: 'Log out all others' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Log out 1 device' }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText('Confirm that it is you');
      expect(await findings(page)).toEqual([]);
      await dialog.getByLabel('Password', { exact: true }).fill('not this one');
      await page.keyboard.press('Enter');
      await expect(dialog.getByText('The password is incorrect.')).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Change password' }).click();
      await dialog.getByLabel('New password').fill('short');
      await page.keyboard.press('Enter');
      await expect(dialog.getByText('Use at least 8 characters.')).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Rename Firefox 128 on Linux' }).click();
      await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
      expect(await findings(page)).toEqual([]);
      await dialog.getByLabel('Name', { exact: true }).fill('Kitchen laptop');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });
  });
}

test('nothing is wider than a phone of 360 pixels, and everything is large enough for a thumb', async ({
  page,
  browser,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const person = await signUp(page);
  await signIn(await anotherBrowser(browser, iphone), person);
  await program(page, person, 'x'.repeat(190));
  await page.reload();
  await expect(page.getByRole('button', { name: 'Log out Safari 26 on iOS' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  for (const button of await page.getByRole('button').all()) {
    const box = await button.boundingBox();
    expect(Math.min(box?.height ?? 0, box?.width ?? 0), await button.innerText()).toBeGreaterThanOrEqual(44);
  }
});
