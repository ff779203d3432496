import { type Locator, type Page, expect, test } from '@playwright/test';
import { findings } from './axe.ts';
import { firefox, iphone, confirmAll, isAlive, logOutProgram, type Person, program, signUp } from './person.ts';
import { expectUniqueNames } from './unique-names.ts';

const search = (page: Page) => page.getByLabel('Search your sessions');
const others = (page: Page) => page.getByRole('region', { name: 'Other devices' });
const rows = (page: Page) => others(page).getByRole('listitem');
const preview = (page: Page) => page.getByRole('alertdialog').getByRole('listitem');
const selected = (page: Page) => page.getByRole('group', { name: 'Selected sessions' });

/** Programs of these names, each with its token. */
async function programs(page: Page, person: Person, names: readonly string[]): Promise<Map<string, string>> {
  const tokens = new Map<string, string>();
  for (const name of names) tokens.set(name, await program(page, person, name));
  return tokens;
}

/** Somebody with six programs, a Firefox and an iPhone besides. */
async function busyPerson(page: Page) {
  const person = await signUp(page);
  for (const userAgent of [firefox, iphone]) await program(page, person, undefined, userAgent);
  const names = ['Backup 1', 'Backup 2', 'Backup 3', 'Build 1', 'Build 2', 'Métrics'];
  const tokens = await programs(page, person, names);
  await expect(page.getByText('8 other devices are signed in')).toBeVisible();
  await expect(search(page)).toBeVisible();
  return { person, tokens };
}

async function expectRows(page: Page, names: readonly string[]): Promise<void> {
  await expect(rows(page).getByRole('heading')).toHaveText([...names]);
}

test('whoever has few sessions sees no tools, and when there are more, what is open stays open', async ({ page }) => {
  const person = await signUp(page);
  await programs(page, person, ['1', '2', '3', '4', '5']);
  await expect(page.getByText('5 other devices are signed in')).toBeVisible();
  await expect(search(page)).toBeHidden();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await page.getByRole('button', { name: 'Rename 3', exact: true }).click();
  const field = page.getByRole('dialog').getByLabel('Name', { exact: true });
  await field.fill('The third');
  await program(page, person, '6');
  await expect(page.getByText('6 other devices are signed in')).toBeVisible();
  await expect(search(page)).toBeVisible();
  await expect(field).toHaveValue('The third');
  await expect(field).toBeFocused();
});

test('search and filters combine, say what they leave, and are taken back in one go', async ({ page }) => {
  await busyPerson(page);
  await expectRows(page, [
    'Métrics',
    'Build 2',
    'Build 1',
    'Backup 3',
    'Backup 2',
    'Backup 1',
    'Safari 26 on iOS',
    'Firefox 128 on Linux',
  ]);
  await search(page).fill('METRICS');
  await expectRows(page, ['Métrics']);
  await expect(page.getByText('1 of 8 other devices are shown')).toBeVisible();
  await search(page).fill('3 back');
  await expectRows(page, ['Backup 3']);
  await search(page).fill('');
  const software = page.getByLabel('Browser or program');
  await expect(software.getByRole('option').first()).toHaveText('Any browser or program');
  await page.getByLabel('Kind of device').selectOption({ label: 'Phones (1)' });
  await expectRows(page, ['Safari 26 on iOS']);
  await expect(software).toBeHidden();
  await search(page).fill('firefox');
  await expect(page.getByText('Nothing matches.')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /^Select all/ })).toBeHidden();
  // What is shown stands in the address, behind the # that no server is sent; Back takes one step of it back.
  await expect(page).toHaveURL('/sessions#q=firefox&kind=phone');
  await page.reload();
  await expect(search(page)).toHaveValue('firefox');
  await expect(page.getByText('Nothing matches.')).toBeVisible();
  await page.goBack();
  await expect(search(page)).toHaveValue('');
  await expectRows(page, ['Safari 26 on iOS']);
  await search(page).fill('firefox');
  await expect(page).toHaveURL('/sessions#q=firefox&kind=phone');
  await page.getByRole('button', { name: 'Show all again' }).click();
  await expect(rows(page)).toHaveCount(8);
  await expect(search(page)).toHaveValue('');
  await expect(page).toHaveURL('/sessions');
});

test('what is previewed is what ends: who comes meanwhile lives on, and who is gone meanwhile is named', async ({
  page,
}) => {
  const { person, tokens } = await busyPerson(page);
  await search(page).fill('backup');
  await page.getByRole('button', { name: 'Log out all 3 shown' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Log out 3 devices?' });
  const named = [/^Backup 3/, /^Backup 2/, /^Backup 1/];
  await expect(preview(page)).toHaveText(named);

  const late = await program(page, person, 'Backup 4');
  await logOutProgram(page, tokens.get('Backup 2') ?? '');
  await expect(page.getByText(/new to your account has signed in: “Backup 4”/)).toBeVisible();
  await expect(page.getByText('3 of 8 other devices are shown')).toBeAttached();
  await expect(preview(page)).toHaveText(named);
  await dialog.getByRole('button', { name: 'Log out 3 devices' }).click();

  await expect(page.getByText('2 devices are logged out')).toBeVisible();
  await expect(page.getByText('“Backup 2” was already logged out.')).toBeVisible();
  await expectRows(page, ['Backup 4']);
  expect(await isAlive(page, late)).toBe(true);
  for (const name of ['Backup 1', 'Backup 3']) expect(await isAlive(page, tokens.get(name) ?? '')).toBe(false);
  for (const name of ['Build 1', 'Build 2', 'Métrics']) expect(await isAlive(page, tokens.get(name) ?? '')).toBe(true);
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
});

test('several are selected with the mouse, a range with Shift, and only these end', async ({ page }) => {
  const { tokens } = await busyPerson(page);
  await page.getByRole('checkbox', { name: 'Select Build 2' }).check();
  await page.getByRole('checkbox', { name: 'Select Backup 2' }).click({ modifiers: ['Shift'] });
  await page.getByRole('checkbox', { name: 'Select Build 1' }).uncheck();
  await expect(selected(page)).toContainText('3 selected');
  await selected(page).getByRole('button', { name: 'Log out 3 devices' }).click();
  await expect(preview(page)).toHaveText([/^Build 2/, /^Backup 3/, /^Backup 2/]);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out 3 devices' }).click();
  await expect(page.getByText('3 devices are logged out')).toBeVisible();
  await expect(selected(page)).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Other devices' })).toBeFocused();
  await expectRows(page, ['Métrics', 'Build 1', 'Backup 1', 'Safari 26 on iOS', 'Firefox 128 on Linux']);
  expect(await isAlive(page, tokens.get('Build 1') ?? '')).toBe(true);
});

test('with a selection and a message over the lower edge, everything that takes the focus can be seen', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await busyPerson(page);
  await page.route(/session\.revoke/, (route) => route.abort());
  await page.getByRole('button', { name: 'Log out Métrics' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Dismiss “Métrics” could not be logged out' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select Métrics' }).check();
  await expect(selected(page)).toBeVisible();
  const seen = new Set<string>();
  for (let presses = 0; presses < 90 && !seen.has('Language'); presses += 1) {
    await page.keyboard.press(presses < 60 ? 'Tab' : 'Shift+Tab');
    const focus = await page.evaluate(() => {
      const held = document.activeElement;
      if (!held || held === document.body) return null;
      const { left, top, width, height } = held.getBoundingClientRect();
      // What is drawn for it, where it is transparent itself.
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

test('one selects by keyboard alone, and Escape clears', async ({ page }) => {
  await busyPerson(page);
  const tabTo = async (target: Locator) => {
    for (
      let presses = 0;
      presses < 40 && !(await target.evaluate((node) => node === document.activeElement));
      presses += 1
    )
      await page.keyboard.press('Tab');
    await expect(target).toBeFocused();
  };
  await search(page).focus();
  await tabTo(page.getByRole('checkbox', { name: 'Select all 8 shown' }));
  await page.keyboard.press('Space');
  await expect(selected(page)).toContainText('8 selected');
  await page.keyboard.press('Escape');
  await expect(selected(page)).toBeHidden();
  const build = page.getByRole('checkbox', { name: 'Select Build 2' });
  await tabTo(build);
  await page.keyboard.press('Space');
  await expect(build).toBeChecked();
  await tabTo(selected(page).getByRole('button', { name: 'Log out 1 device' }));
  await page.keyboard.press('Enter');
  await expect(preview(page)).toHaveText([/^Build 2/]);
  // Within the dialog Escape closes the dialog, and nothing else.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await expect(build).toBeChecked();
  await page.keyboard.press('Enter');
  await tabTo(page.getByRole('alertdialog').getByRole('button', { name: 'Log out 1 device' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 device is logged out')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Other devices' })).toBeFocused();
});

test('those that look alike are one row, which says where they are, opens, and can be selected and ended whole', async ({
  page,
}) => {
  const person = await signUp(page);
  await programs(page, person, ['Build 1', 'Build 2', 'Build 3', 'Build 4', 'Build 5', 'Build 6']);
  for (let night = 0; night < 3; night += 1) await program(page, person, 'Nightly backup');
  await confirmAll(page);
  await expect(page.getByText('9 other devices are signed in')).toBeVisible();
  // So few are told one by one, and their buttons apart by more than their name.
  await expect(rows(page)).toHaveCount(9);
  await expectUniqueNames(page);
  const builds = ['Build 7', 'Build 6', 'Build 5', 'Build 4', 'Build 3', 'Build 2', 'Build 1'];
  await program(page, person, 'Build 7');
  await expectRows(page, ['Build 7', 'Nightly backup', ...builds.slice(1)]);
  const group = rows(page).filter({ hasText: '3 sessions' });
  await expect(group).toContainText('A private network');
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
  await page.getByText('Group look-alikes').click();
  await expect(rows(page)).toHaveCount(10);
  await expect(selected(page)).toContainText('2 selected');
  await page.getByText('Group look-alikes').click();
  await page.getByRole('button', { name: 'Log out all 3 sessions of Nightly backup' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out 3 devices' }).click();
  await expectRows(page, builds);
});

test('what did not reach the server is not shown as done', async ({ page }) => {
  await busyPerson(page);
  await page.route(/session\.revokeMany/, (route) => route.abort());
  await search(page).fill('build');
  await page.getByRole('button', { name: 'Log out all 2 shown' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out 2 devices' }).click();
  const message = page.getByRole('region', { name: /^Notifications/ }).getByText('2 devices could not be logged out');
  await expect(message).toBeVisible();
  await expectRows(page, ['Build 2', 'Build 1']);
  await expect(rows(page).getByText('Latchkey did not answer.')).toHaveCount(2);
  await page.getByRole('button', { name: 'Dismiss 2 devices could not be logged out' }).click();
  await expect(message).toBeHidden();
  await expect(rows(page).getByText('Latchkey did not answer.')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds nothing with tools, groups, a selection, the preview, and where nothing is found', async ({
      page,
    }) => {
      const { person } = await busyPerson(page);
      for (const name of ['Build 1', 'Build 3']) await program(page, person, name);
      await confirmAll(page);
      await page.getByRole('button', { name: 'Show all 2 sessions of Build 1' }).click();
      expect(await findings(page)).toEqual([]);
      await page
        .getByRole('checkbox', { name: /^Select Build 1/ })
        .first()
        .check();
      await expect(selected(page)).toBeVisible();
      await page.getByLabel('Kind of device').selectOption({ label: 'Programs (8)' });
      expect(await findings(page)).toEqual([]);
      await selected(page).getByRole('button', { name: 'Log out 1 device' }).click();
      await expect(preview(page)).toHaveCount(1);
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await search(page).fill('nothing at all');
      await expect(page.getByText('Nothing matches.')).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });
  });
}

test('the tools fit a phone of 360 pixels, and everything is large enough for a thumb', async ({ page }) => {
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
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const labels = others(page).locator('label');
  const targets = [
    others(page).getByRole('button'),
    others(page).getByRole('combobox'),
    labels,
    page.locator('.select-tile'),
  ];
  for (const target of (await Promise.all(targets.map((one) => one.all()))).flat()) {
    const box = await target.boundingBox();
    expect(Math.min(box?.height ?? 0, box?.width ?? 0), await target.innerText()).toBeGreaterThanOrEqual(44);
  }
});
