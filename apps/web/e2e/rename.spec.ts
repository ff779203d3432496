import { type Page, expect, test } from '@playwright/test';
import { gate } from './gate.ts';
import { anotherBrowser, firefox, itself, program, signIn, signUp } from './person.ts';

async function rename(page: Page, device: string, name: string): Promise<void> {
  await page.getByRole('button', { name: `Rename ${device}` }).click();
  const dialog = page.getByRole('dialog', { name: new RegExp(`^Rename “?${device}”?$`) });
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await dialog.getByLabel('Name').fill(name);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

test('a device gets a name, which outlives a reload, shows in every browser, and hides nothing', async ({
  page,
  browser,
}) => {
  const person = await signUp(page);
  const other = await anotherBrowser(browser, firefox);
  await signIn(other, person);
  await page.reload();
  await rename(page, 'Firefox 128 on Linux', '  Kitchen laptop ');
  await expect(page.getByText('Renamed to “Kitchen laptop”')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rename Kitchen laptop' })).toBeFocused();
  await page.reload();
  const heading = page.getByRole('heading', { name: 'Kitchen laptop' });
  const row = page.getByRole('listitem').filter({ has: heading });
  await expect(heading).toBeVisible();
  await expect(row.getByText('Firefox 128 on Linux')).toBeVisible();
  await expect(row.getByText('Named by itself')).toBeHidden();
  await other.reload();
  await expect(other.getByRole('heading', { name: 'Kitchen laptop' })).toBeVisible();
});

test('a name can be undone, and taken away', async ({ page, browser }) => {
  const person = await signUp(page);
  await program(page, person, 'Nightly backup');
  await signIn(await anotherBrowser(browser, firefox), person);
  await page.reload();
  await rename(page, 'Firefox 128 on Linux', 'Kitchen laptop');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { name: 'Firefox 128 on Linux' })).toBeVisible();
  await expect(page.getByText('The name “Kitchen laptop” is taken away')).toBeVisible();

  await expect(page.getByText('Named by itself (curl 8 on an unknown system)').first()).toBeVisible();
  await rename(page, 'Nightly backup', 'The attic');
  await expect(page.getByText('Named by itself')).toHaveCount(0);
  await rename(page, 'The attic', '');
  await expect(page.getByRole('heading', { name: 'Nightly backup' })).toBeVisible();
  await page.reload();
  await expect(page.getByText('Named by itself (curl 8 on an unknown system)').first()).toBeVisible();
});

test('a name is undone by keyboard alone, and a screen reader hears what became of it', async ({ page }) => {
  await signUp(page);
  const heading = page.getByRole('heading', { level: 2, name: new RegExp(`^${itself}`) });
  const before = await heading.innerText();
  await rename(page, before, 'Kitchen laptop');
  const toasts = page.getByRole('region', { name: 'Notifications Alt+T' });
  await expect(toasts).toHaveAttribute('aria-live', 'polite');
  await expect(toasts.getByText('Renamed to “Kitchen laptop”')).toBeVisible();
  await page.keyboard.press('Alt+T');
  for (let presses = 0; presses < 3; presses += 1) {
    if (await toasts.getByRole('button', { name: 'Undo' }).evaluate((button) => button === document.activeElement))
      break;
    await page.keyboard.press('Tab');
  }
  await expect(toasts.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading).toHaveText(before);
  await expect(toasts.getByText('The name “Kitchen laptop” is taken away')).toBeVisible();
  await page.reload();
  await expect(heading).toHaveText(before);
});

test('a name that the server does not take is taken back, with the reason', async ({ page }) => {
  await signUp(page);
  const heading = page.getByRole('heading', { level: 2, name: new RegExp(`^${itself}`) });
  const before = await heading.innerText();
  const answer = gate();
  await page.route(/device\.rename/, async (route) => {
    await answer.isOpen;
    await route.abort();
  });
  await rename(page, before, 'Kitchen laptop');
  await expect(page.getByRole('heading', { name: 'Kitchen laptop' })).toBeVisible();
  answer.open();
  await expect(page.getByText(`${before} could not be renamed`)).toBeVisible();
  await expect(page.getByText('Latchkey did not answer.')).toBeVisible();
  await expect(heading).toHaveText(before);
});
