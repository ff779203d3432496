import { type Page, expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { currentRow, openDetails } from '../support/devices.ts';
import { gate } from '../support/gate.ts';
import { firefox, itselfBriefly, program, signUp } from '../support/person.ts';

async function rename(page: Page, device: string, name: string): Promise<void> {
  const details = page.getByRole('button', { name: new RegExp(`^Details of ${device}$`) });
  if ((await details.getAttribute('aria-expanded')) === 'false') await details.click();
  await page.getByRole('button', { name: new RegExp(`^Rename ${device}$`) }).click();
  const dialog = page.getByRole('dialog', { name: new RegExp(`^Rename “?${device}”?$`) });
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await dialog.getByLabel('Name').fill(name);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

/** The name of this device with its versions, which its row does not show. */
async function nameOfThisDevice(page: Page): Promise<string> {
  const label = await currentRow(page).getByRole('button').getAttribute('aria-label');
  return label?.replace('Details of ', '') ?? '';
}

test('rename: a label survives a reload, appears in every browser, and keeps the device visible', async ({
  page,
  signInOn,
}) => {
  const other = await signInOn(firefox);
  await page.reload();
  await rename(page, 'Firefox 128 on Linux', '  Kitchen laptop ');
  await expect(page.getByText('Renamed to “Kitchen laptop”')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rename Kitchen laptop' })).toBeFocused();
  await page.reload();
  const heading = page.getByRole('heading', { name: 'Kitchen laptop' });
  const row = page.getByRole('listitem').filter({ has: heading });
  await expect(heading).toBeVisible();
  await expect(row.getByText('Firefox on Linux')).toBeVisible();
  await openDetails(page, 'Kitchen laptop');
  await expect(row.getByText('Firefox 128 on Linux')).toBeVisible();
  await expect(row.getByText('Chose this name itself')).toBeHidden();
  await other.reload();
  await expect(other.getByRole('heading', { name: 'Kitchen laptop' })).toBeVisible();
});

test('rename: a label can be undone and removed', async ({ page, person, signInOn }) => {
  await program(page, person, 'Nightly backup');
  await signInOn(firefox);
  await page.reload();
  await rename(page, 'Firefox 128 on Linux', 'Kitchen laptop');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { name: 'Firefox on Linux' })).toBeVisible();
  await expect(page.getByText('The name “Kitchen laptop” was removed')).toBeVisible();

  await openDetails(page, 'Nightly backup');
  await expect(page.getByText('Chose this name itself (curl 8 on an unknown system)').first()).toBeVisible();
  await rename(page, 'Nightly backup', 'The attic');
  await expect(page.getByText('Chose this name itself')).toHaveCount(0);
  await rename(page, 'The attic', '');
  await expect(page.getByRole('heading', { name: 'Nightly backup' })).toBeVisible();
  await page.reload();
  await openDetails(page, 'Nightly backup');
  await expect(page.getByText('Chose this name itself (curl 8 on an unknown system)').first()).toBeVisible();
});

test('rename: undo by keyboard is announced', async ({ page }) => {
  await signUp(page);
  const heading = page.getByRole('heading', { name: new RegExp(`^${itselfBriefly}`) });
  const before = await heading.innerText();
  const device = await nameOfThisDevice(page);
  await rename(page, device, 'Kitchen laptop');
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
  await expect(toasts.getByText('The name “Kitchen laptop” was removed')).toBeVisible();
  await page.reload();
  await expect(heading).toHaveText(before);
});

test('rename: a failed request restores the former name and shows the error', async ({ page }) => {
  await signUp(page);
  const heading = page.getByRole('heading', { name: new RegExp(`^${itselfBriefly}`) });
  const before = await heading.innerText();
  const answer = gate();
  await page.route(/device\.rename/, async (route) => {
    await answer.isOpen;
    await route.abort();
  });
  const device = await nameOfThisDevice(page);
  await rename(page, device, 'Kitchen laptop');
  await expect(page.getByRole('heading', { name: 'Kitchen laptop' })).toBeVisible();
  answer.open();
  await expect(page.getByText(`${device} could not be renamed`)).toBeVisible();
  await expect(page.getByText('The server did not answer.')).toBeVisible();
  await expect(heading).toHaveText(before);
});
