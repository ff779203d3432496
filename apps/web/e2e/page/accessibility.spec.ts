import { expect } from '@playwright/test';
import { openDetails } from '../support/devices.ts';
import { test } from '../support/fixtures.ts';
import { colorFindings, findings } from '../support/axe.ts';
import { firefox, iphone, outliveProof, program, signIn, signUp } from '../support/person.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  const found = colorScheme === 'light' ? findings : colorFindings;
  test.describe(`in the ${colorScheme} theme`, () => {
    // Without animations, because axe would measure the contrast of a fading colour.
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('sign-in and sign-up have no axe violations', async ({ page }) => {
      for (const address of ['/signin', '/signup', '/nowhere']) {
        await page.goto(address);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(await found(page), address).toEqual([]);
      }
      await page.goto('/signin');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByText('Enter your e-mail address.')).toBeVisible();
      expect(await found(page)).toEqual([]);
    });

    test('sessions, dialog, toast, error and signed-out notice have no axe violations', async ({
      page,
      person,
      signInOn,
    }) => {
      expect(await found(page)).toEqual([]);
      await signInOn(firefox);
      await program(page, person, 'Nightly backup');
      await page.reload();
      await expect(page.getByRole('button', { name: 'Log out Firefox 128 on Linux' })).toBeVisible();
      await expect(page.getByRole('combobox', { name: 'Log out unused devices' })).toBeVisible();
      expect(await found(page)).toEqual([]);
      await page.getByRole('button', { name: 'Log out all others' }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      expect(await found(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Log out Nightly backup' }).click();
      await expect(page.getByText('“Nightly backup” is signed out')).toBeVisible();
      expect(await found(page)).toEqual([]);
      await page.getByRole('link', { name: 'Open history' }).click();
      await expect(page.getByText('Firefox 128 on Linux signed in')).toBeVisible();
      expect(await found(page)).toEqual([]);
      await page.goBack();
      await page.route(/session\.(page|watch)/, (route) => route.abort());
      await page.reload();
      await expect(page.getByText('Your sessions could not be loaded')).toBeVisible({ timeout: 20_000 });
      expect(await found(page)).toEqual([]);
    });

    test('form dialogs have no axe violations', async ({ page, signInOn }) => {
      await signInOn(firefox);
      await outliveProof(page);
      await page.getByRole('button', { name: 'Log out all others' }).click();
      const dialog = page.locator('dialog');
      await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused();
      expect(await found(page)).toEqual([]);
      await dialog.getByLabel('Password', { exact: true }).fill('not this one');
      await page.keyboard.press('Enter');
      await expect(dialog.getByText('The password is incorrect.')).toBeVisible();
      expect(await found(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Change password' }).click();
      await dialog.getByLabel('New password').fill('short');
      await page.keyboard.press('Enter');
      await expect(dialog.getByText('Use at least 8 characters.')).toBeVisible();
      expect(await found(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await openDetails(page, 'Firefox 128 on Linux');
      expect(await found(page)).toEqual([]);
      await page.getByRole('button', { name: 'Rename Firefox 128 on Linux' }).click();
      await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
      expect(await found(page)).toEqual([]);
      await dialog.getByLabel('Name', { exact: true }).fill('Kitchen laptop');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
      expect(await found(page)).toEqual([]);
    });
  });
}

test('the page fits a phone of 360 pixels, with targets of 44 pixels', async ({ page, openBrowser }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const person = await signUp(page);
  await signIn(await openBrowser(iphone), person);
  await program(page, person, 'x'.repeat(190));
  await page.reload();
  await expect(page.getByRole('button', { name: 'Log out Safari 26 on iOS' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  for (const button of await page.getByRole('button').all()) {
    const box = await button.boundingBox();
    expect(Math.min(box?.height ?? 0, box?.width ?? 0), await button.innerText()).toBeGreaterThanOrEqual(44);
  }
});
