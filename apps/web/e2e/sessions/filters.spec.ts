import { type Locator, type Page, expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { deviceList, openDetails, openFilters, otherRows } from '../support/devices.ts';
import { colorFindings, findings } from '../support/axe.ts';
import {
  type Person,
  confirmAll,
  firefox,
  iphone,
  isAlive,
  logOutProgram,
  program,
  signUp,
} from '../support/person.ts';
import { expectUniqueNames } from '../support/unique-names.ts';

const search = (page: Page) => page.getByLabel('Search your sessions');
const rows = otherRows;
const preview = (page: Page) => page.getByRole('alertdialog').getByRole('listitem');
const selected = (page: Page) => page.getByRole('group', { name: 'Selected sessions' });

/** Signs in programs with these names. Returns the token of each. */
async function programs(page: Page, person: Person, names: readonly string[]): Promise<Map<string, string>> {
  const tokens = new Map<string, string>();
  for (const name of names) tokens.set(name, await program(page, person, name));
  return tokens;
}

/** A user with eight programs, a Firefox and an iPhone besides the page. */
async function busyPerson(page: Page) {
  const person = await signUp(page);
  for (const userAgent of [firefox, iphone]) await program(page, person, undefined, userAgent);
  const names = ['Backup 1', 'Backup 2', 'Backup 3', 'Build 1', 'Build 2', 'Cron 1', 'Cron 2', 'Métrics'];
  const tokens = await programs(page, person, names);
  await expect(page.getByText('10 other devices are signed in')).toBeVisible();
  await expect(search(page)).toBeVisible();
  return { person, tokens };
}

async function expectRows(page: Page, names: readonly string[]): Promise<void> {
  await expect(rows(page).getByRole('heading')).toHaveText([...names]);
}

test('toolbar: is hidden for few sessions, and its arrival closes no dialog', async ({ page, person }) => {
  await programs(page, person, ['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  await expect(page.getByText('9 other devices are signed in')).toBeVisible();
  await expect(search(page)).toBeHidden();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await openDetails(page, '3');
  await page.getByRole('button', { name: 'Rename 3', exact: true }).click();
  const field = page.getByRole('dialog').getByLabel('Name', { exact: true });
  await field.fill('The third');
  await program(page, person, '10');
  await expect(page.getByText('10 other devices are signed in')).toBeVisible();
  await expect(search(page)).toBeVisible();
  await expect(field).toHaveValue('The third');
  await expect(field).toBeFocused();
});

test('filters: search and facets combine, show counts, and are cleared together', async ({ page }) => {
  await busyPerson(page);
  await expectRows(page, [
    'Métrics',
    'Cron 2',
    'Cron 1',
    'Build 2',
    'Build 1',
    'Backup 3',
    'Backup 2',
    'Backup 1',
    'Safari on iOS',
    'Firefox on Linux',
  ]);
  await search(page).fill('METRICS');
  await expectRows(page, ['Métrics']);
  await expect(page.getByText('1 of 10 other devices are shown')).toBeVisible();
  await search(page).fill('3 back');
  await expectRows(page, ['Backup 3']);
  await search(page).fill('');
  await openFilters(page);
  const software = page.getByLabel('Browser or program');
  await expect(software.getByRole('option').first()).toHaveText('Any browser or program');
  await page.getByLabel('Kind of device').selectOption({ label: 'Phones (1)' });
  await expectRows(page, ['Safari on iOS']);
  await expect(software).toBeHidden();
  await search(page).fill('firefox');
  await expect(page.getByText('Nothing matches.')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /^Select all/ })).toBeHidden();
  // The criteria are in the hash, which is not sent to the server, and Back undoes the last of them.
  await expect(page).toHaveURL('/sessions#q=firefox&kind=phone');
  await page.reload();
  await expect(search(page)).toHaveValue('firefox');
  await expect(page.getByText('Nothing matches.')).toBeVisible();
  await page.goBack();
  await expect(search(page)).toHaveValue('');
  await expectRows(page, ['Safari on iOS']);
  await search(page).fill('firefox');
  await expect(page).toHaveURL('/sessions#q=firefox&kind=phone');
  await page.getByRole('button', { name: 'Show all again' }).click();
  await expect(rows(page)).toHaveCount(10);
  await expect(search(page)).toHaveValue('');
  await expect(page).toHaveURL('/sessions');
});

test('filters: stay when the link to the content changes the hash', async ({ page }) => {
  await busyPerson(page);
  await search(page).fill('backup');
  await expect(page).toHaveURL('/sessions#q=backup');
  await page.getByRole('link', { name: 'Skip to content' }).press('Enter');
  await expect(page).toHaveURL('/sessions#main');
  await expectRows(page, ['Backup 3', 'Backup 2', 'Backup 1']);
  await search(page).fill('build');
  await expect(page).toHaveURL('/sessions#q=build');
  await page.goBack();
  await expect(search(page)).toHaveValue('backup');
});

test('revoke visible: ends exactly the sessions of its preview, and names those that had ended', async ({ page }) => {
  const { person, tokens } = await busyPerson(page);
  await search(page).fill('backup');
  await page.getByRole('button', { name: 'Log out all 3 shown' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Log out 3 devices?' });
  const named = [/^Backup 3/, /^Backup 2/, /^Backup 1/];
  await expect(preview(page)).toHaveText(named);

  const late = await program(page, person, 'Backup 4');
  await logOutProgram(page, tokens.get('Backup 2') ?? '');
  await expect(page.getByText(/new to your account has signed in: “Backup 4”/)).toBeVisible();
  await expect(page.getByText('3 of 10 other devices are shown')).toBeAttached();
  await expect(preview(page)).toHaveText(named);
  await dialog.getByRole('button', { name: 'Log out 3 devices' }).click();

  await expect(page.getByText('2 devices are signed out')).toBeVisible();
  await expect(page.getByText('“Backup 2” was already signed out.')).toBeVisible();
  await expectRows(page, ['Backup 4']);
  expect(await isAlive(page, late)).toBe(true);
  for (const name of ['Backup 1', 'Backup 3']) expect(await isAlive(page, tokens.get(name) ?? '')).toBe(false);
  for (const name of ['Build 1', 'Cron 2', 'Métrics']) expect(await isAlive(page, tokens.get(name) ?? '')).toBe(true);
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
});

test('selection: clicks and a Shift range select sessions, and only these end', async ({ page }) => {
  const { tokens } = await busyPerson(page);
  await page.getByRole('checkbox', { name: 'Select Build 2' }).check();
  await page.getByRole('checkbox', { name: 'Select Backup 2' }).click({ modifiers: ['Shift'] });
  await page.getByRole('checkbox', { name: 'Select Build 1' }).uncheck();
  await expect(selected(page)).toContainText('3 selected');
  await selected(page).getByRole('button', { name: 'Log out 3 devices' }).click();
  await expect(preview(page)).toHaveText([/^Build 2/, /^Backup 3/, /^Backup 2/]);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out 3 devices' }).click();
  await expect(page.getByText('3 devices are signed out')).toBeVisible();
  await expect(selected(page)).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Your devices' })).toBeFocused();
  await expectRows(page, ['Métrics', 'Cron 2', 'Cron 1', 'Build 1', 'Backup 1', 'Safari on iOS', 'Firefox on Linux']);
  expect(await isAlive(page, tokens.get('Build 1') ?? '')).toBe(true);
});

test('selection bar: covers no focused element together with a toast', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await busyPerson(page);
  await page.route(/session\.revoke/, (route) => route.abort());
  await page.getByRole('button', { name: 'Log out Métrics' }).click();
  await expect(page.getByRole('button', { name: 'Dismiss “Métrics” could not be signed out' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select Métrics' }).check();
  await expect(selected(page)).toBeVisible();
  const seen = new Set<string>();
  for (let presses = 0; presses < 110 && !seen.has('Language'); presses += 1) {
    await page.keyboard.press(presses < 80 ? 'Tab' : 'Shift+Tab');
    const focus = await page.evaluate(() => {
      const held = document.activeElement;
      if (!held || held === document.body) return null;
      const { left, top, width, height } = held.getBoundingClientRect();
      // The visible stand-in of an element that is transparent itself.
      const own = held.closest('label, .select-tile') ?? held;
      const there = document.elementFromPoint(left + width / 2, top + height / 2);
      const isSeen = there !== null && (own.contains(there) || there.contains(own));
      return { name: held.getAttribute('aria-label') ?? held.textContent ?? '', isSeen };
    });
    if (!focus) continue;
    expect(focus.isSeen, focus.name).toBe(true);
    seen.add(focus.name);
  }
  expect(seen.size).toBeGreaterThan(20);
});

test('selection: works by keyboard, and Escape clears it', async ({ page }) => {
  await busyPerson(page);
  const tabTo = async (target: Locator) => {
    for (
      let presses = 0;
      presses < 60 && !(await target.evaluate((node) => node === document.activeElement));
      presses += 1
    )
      await page.keyboard.press('Tab');
    await expect(target).toBeFocused();
  };
  await search(page).focus();
  await tabTo(page.getByRole('checkbox', { name: 'Select Métrics' }));
  await page.keyboard.press('Space');
  await tabTo(page.getByRole('checkbox', { name: 'Select all 10 shown' }));
  await page.keyboard.press('Space');
  await expect(selected(page)).toContainText('10 selected');
  await page.keyboard.press('Escape');
  await expect(selected(page)).toBeHidden();
  const build = page.getByRole('checkbox', { name: 'Select Build 2' });
  await tabTo(build);
  await page.keyboard.press('Space');
  await expect(build).toBeChecked();
  await tabTo(selected(page).getByRole('button', { name: 'Log out 1 device' }));
  await page.keyboard.press('Enter');
  await expect(preview(page)).toHaveText([/^Build 2/]);
  // In the dialog the Escape key closes the dialog only.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await expect(build).toBeChecked();
  await page.keyboard.press('Enter');
  await tabTo(page.getByRole('alertdialog').getByRole('button', { name: 'Log out 1 device' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 device is signed out')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Your devices' })).toBeFocused();
});

test('groups: alike sessions share a row that opens, and is selected and ended as a whole', async ({
  page,
  person,
}) => {
  await programs(page, person, ['Build 1', 'Build 2', 'Build 3', 'Build 4', 'Build 5', 'Build 6']);
  for (let night = 0; night < 3; night += 1) await program(page, person, 'Nightly backup');
  await confirmAll(page);
  await expect(page.getByText('9 other devices are signed in')).toBeVisible();
  // So few sessions are not grouped, and their buttons have unique names.
  await expect(rows(page)).toHaveCount(9);
  await expectUniqueNames(page);
  const builds = ['Build 7', 'Build 6', 'Build 5', 'Build 4', 'Build 3', 'Build 2', 'Build 1'];
  await program(page, person, 'Build 7');
  await expectRows(page, ['Build 7', 'Nightly backup', ...builds.slice(1)]);
  const group = rows(page).filter({ hasText: '3 sessions' });
  await expect(group).toContainText('Nightly backup');
  await expect(group).toContainText('Your local network');
  await expectUniqueNames(page);
  await group.getByRole('button', { name: 'Show all 3 sessions of Nightly backup' }).focus();
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(11);
  await expectUniqueNames(page);
  await expect(group.getByRole('button', { expanded: true })).toBeVisible();
  const whole = page.getByRole('checkbox', { name: 'Select all 3 sessions of Nightly backup' });
  await whole.check();
  await expect(selected(page)).toContainText('3 selected');
  await page
    .getByRole('checkbox', { name: /^Select Nightly backup/ })
    .first()
    .uncheck();
  expect(await whole.evaluate((box: HTMLInputElement) => box.indeterminate)).toBe(true);
  await expect(selected(page)).toContainText('2 selected');
  await page.getByText('Group similar devices').click();
  await expect(rows(page)).toHaveCount(10);
  await expect(selected(page)).toContainText('2 selected');
  await page.getByText('Group similar devices').click();
  await page.getByRole('button', { name: 'Log out all 3 sessions of Nightly backup' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out 3 devices' }).click();
  await expectRows(page, builds);
});

test('revoke many: a failed request keeps the rows and shows the error', async ({ page }) => {
  await busyPerson(page);
  await page.route(/session\.revokeMany/, (route) => route.abort());
  await search(page).fill('build');
  await page.getByRole('button', { name: 'Log out all 2 shown' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out 2 devices' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('alert')).toContainText('The server did not answer.');
  await expect(dialog.getByRole('alert')).toBeFocused();
  await page.unroute(/session\.revokeMany/);
  await page.keyboard.press('Escape');
  await expectRows(page, ['Build 2', 'Build 1']);
  await page.getByRole('button', { name: 'Log out all 2 shown' }).click();
  await dialog.getByRole('button', { name: 'Log out 2 devices' }).click();
  await expect(page.getByText('2 devices are signed out')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  const found = colorScheme === 'light' ? findings : colorFindings;
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('toolbar, groups, selection, preview and empty result have no axe violations', async ({ page }) => {
      const { person } = await busyPerson(page);
      for (const name of ['Build 1', 'Build 3']) await program(page, person, name);
      await confirmAll(page);
      await page.getByRole('button', { name: 'Show all 2 sessions of Build 1' }).click();
      expect(await found(page)).toEqual([]);
      await page
        .getByRole('checkbox', { name: /^Select Build 1/ })
        .first()
        .check();
      await expect(selected(page)).toBeVisible();
      await openFilters(page);
      expect(await found(page)).toEqual([]);
      await page.getByLabel('Kind of device').selectOption({ label: 'Programs (10)' });
      expect(await found(page)).toEqual([]);
      await selected(page).getByRole('button', { name: 'Log out 1 device' }).click();
      await expect(preview(page)).toHaveCount(1);
      expect(await found(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await search(page).fill('nothing at all');
      await expect(page.getByText('Nothing matches.')).toBeVisible();
      expect(await found(page)).toEqual([]);
    });
  });
}

test('the toolbar fits a phone of 360 pixels, with targets of 44 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const { person } = await busyPerson(page);
  for (const name of ['Build 1', 'Build 3']) await program(page, person, name);
  await confirmAll(page);
  await page.getByRole('button', { name: 'Show all 2 sessions of Build 1' }).click();
  await page
    .getByRole('checkbox', { name: /^Select Build 1/ })
    .first()
    .check();
  await expect(selected(page)).toBeVisible();
  await openFilters(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const labels = deviceList(page).locator('label');
  const targets = [
    deviceList(page).getByRole('button'),
    deviceList(page).getByRole('combobox'),
    labels,
    page.locator('.select-tile'),
  ];
  for (const target of (await Promise.all(targets.map((one) => one.all()))).flat()) {
    const box = await target.boundingBox();
    expect(Math.min(box?.height ?? 0, box?.width ?? 0), await target.innerText()).toBeGreaterThanOrEqual(44);
  }
});
