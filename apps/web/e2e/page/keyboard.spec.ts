import { type Locator, type Page, expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { linkFor } from '../support/mail.ts';
import {
  firefox,
  iphone,
  itself,
  newPerson,
  outliveProof,
  renewProof,
  program,
  signIn,
  signUp,
} from '../support/person.ts';

/** More than any screen has focusable elements. */
const mostPresses = 90;

const isFocused = (target: Locator) => target.evaluate((node) => node === document.activeElement);

/** Presses Tab until an element has the focus. Fails where the focus is on no element, or never reaches it. */
async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < mostPresses && !(await isFocused(target)); presses += 1)
    await page.keyboard.press('Tab');
  await expect(target).toBeFocused();
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await reach(page, target);
  await page.keyboard.press(key);
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

/** An action may remove the focused element, and the focus has to move to another one. */
const expectFocus = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const linux = 'Firefox 128 on Linux';

test('keyboard: reaches everything from the sign-up to the logout, and the focus is never lost', async ({
  page,
  openBrowser,
}) => {
  test.setTimeout(240_000);
  let person = newPerson();

  await test.step('an account is made, and the language chosen', async () => {
    await page.goto('/signin');
    await press(page, page.getByRole('link', { name: 'Create an account' }));
    await type(page, page.getByLabel('E-mail address'), person.email);
    await type(page, page.getByLabel('Password', { exact: true }), person.password);
    await press(page, button(page, 'Show password'), 'Space');
    await press(page, button(page, 'Create account'));
    await expect(page.getByRole('heading', { name: 'Manage sessions' })).toBeFocused();
    await reach(page, page.getByRole('combobox', { name: 'Language' }));
    await page.keyboard.press('D');
    await expect(page.getByRole('heading', { name: 'Sitzungen verwalten' })).toBeVisible();
    await reach(page, page.getByRole('combobox', { name: 'Sprache' }));
    await page.keyboard.press('Home');
    await expect(page.getByRole('heading', { name: 'Manage sessions' })).toBeVisible();
  });

  await test.step('a device is named', async () => {
    await press(page, page.getByRole('button', { name: new RegExp(`^Details of ${itself}`) }));
    await press(page, page.getByRole('button', { name: new RegExp(`^Rename ${itself}`) }));
    await type(page, page.getByRole('dialog').getByLabel('Name'), 'The desk');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'The desk' })).toBeVisible();
    await expect(button(page, 'Rename The desk')).toBeFocused();
  });

  await test.step('a no logs a new device out, and offers a new password', async () => {
    await signIn(await openBrowser(firefox), person);
    await press(page, button(page, `No, log it out: ${linux}`));
    const done = page.getByRole('alertdialog', { name: 'Choose a new password' });
    await expect(done.getByText(`${linux} is signed out`)).toBeVisible();
    await press(page, done.getByRole('button', { name: 'Not now' }));
    await expect(done).toBeHidden();
    await expectFocus(page);
  });

  await test.step('a yes goes, and is taken back', async () => {
    await signIn(await openBrowser(iphone), person);
    await press(page, button(page, 'Yes, it was me: Safari 26 on iOS'));
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await page.keyboard.press('Alt+T');
    const thanks = page.getByRole('listitem').filter({ hasText: 'Thank you. Safari 26 on iOS is yours' });
    await press(page, thanks.getByRole('button', { name: 'Undo' }));
    await expect(button(page, 'Yes, it was me: Safari 26 on iOS')).toBeVisible();
    await expectFocus(page);
    await press(page, button(page, 'Yes, it was me: Safari 26 on iOS'));
  });

  await test.step('one session is signed out, after a no in between', async () => {
    await outliveProof(page);
    await press(page, button(page, 'Log out Safari 26 on iOS'));
    await page.getByRole('alertdialog').waitFor();
    await page.keyboard.press('Escape');
    await expect(button(page, 'Log out Safari 26 on iOS')).toBeFocused();
    await page.keyboard.press('Enter');
    await type(page, page.getByRole('alertdialog').getByLabel('Password', { exact: true }), person.password);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Only this device is signed in.')).toBeVisible();
    await expectFocus(page);
    await renewProof(page);
  });

  await test.step('among many some are searched, filtered, selected and signed out', async () => {
    for (const name of [
      'Backup 1',
      'Backup 2',
      'Build 1',
      'Build 2',
      'Build 3',
      'Build 4',
      'Build 5',
      'Build 6',
      'Build 7',
    ])
      await program(page, person, name);
    await program(page, person, 'Backup of photos', 'okhttp/4.12.0');
    await type(page, page.getByLabel('Search your sessions'), 'backup');
    await expect(page.getByText('3 of 10 other devices are shown')).toBeVisible();
    await press(page, button(page, 'Filter'));
    await reach(page, page.getByLabel('Browser or program'));
    await page.keyboard.press('ArrowDown');
    await expect(page.getByText('2 of 10 other devices are shown')).toBeVisible();
    await press(page, button(page, 'Log out all 2 shown'));
    await press(page, page.getByRole('alertdialog').getByRole('button', { name: 'Log out 2 devices' }));
    await expect(page.getByText('2 devices are signed out')).toBeVisible();
    await expectFocus(page);
    await press(page, button(page, 'Show all again'));
    await expect(page.getByText('8 other devices are signed in')).toBeVisible();
    await expectFocus(page);
  });

  await test.step('unused devices are signed out sooner', async () => {
    await reach(page, page.getByRole('combobox', { name: 'Log out unused devices' }));
    await page.keyboard.press('ArrowDown');
    await expect(page.getByText('Unused devices are signed out after 1 week')).toBeVisible();
    await expectFocus(page);
  });

  await test.step('the history is read, filtered, and left', async () => {
    await press(page, page.getByRole('link', { name: 'Open history' }));
    await expect(page.getByRole('heading', { name: 'History', level: 1 })).toBeFocused();
    await reach(page, page.getByRole('radio', { name: 'Everything' }));
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: 'Sign-ins' })).toBeFocused();
    await expect(page.getByText('“The desk” signed in')).toBeVisible();
    await page.keyboard.press('Shift+Tab');
    await press(page, page.getByRole('link', { name: 'Back to your sessions' }));
    await expect(page.getByRole('heading', { name: 'Manage sessions' })).toBeFocused();
  });

  await test.step('a new password is chosen, and all others are signed out', async () => {
    await outliveProof(page);
    await press(page, button(page, 'Change password'));
    const choosing = page.getByRole('dialog', { name: 'Choose a new password' });
    await choosing.waitFor();
    await page.keyboard.type(person.password);
    person = { ...person, password: 'a better battery' };
    await type(page, choosing.getByLabel('New password'), person.password);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Only this device is signed in.')).toBeVisible();
    await expectFocus(page);
    await renewProof(page);
    await program(page, person, 'Backup 3');
    await press(page, button(page, 'Log out all others'));
    await press(page, page.getByRole('alertdialog').getByRole('button', { name: 'Log out 1 device' }));
    await expect(page.getByText('Only this device is signed in.')).toBeVisible();
    await expectFocus(page);
  });

  await test.step('one logs oneself out, and signs in again', async () => {
    await press(page, page.getByRole('banner').getByRole('button', { name: 'Log out' }));
    await expect(page.getByRole('region', { name: 'You are signed out' })).toBeFocused();
    await type(page, page.getByLabel('E-mail address'), person.email);
    await type(page, page.getByLabel('Password', { exact: true }), person.password);
    await press(page, page.getByLabel('Keep me signed in'), 'Space');
    await press(page, button(page, 'Sign in'));
    await expect(page.getByRole('heading', { name: 'Manage sessions' })).toBeFocused();
  });

  await test.step('a mail is answered without being signed in', async () => {
    const owner = await signUp(await openBrowser(iphone));
    await signIn(await openBrowser(firefox), owner);
    await page.context().clearCookies();
    await page.goto(await linkFor(owner));
    await press(page, button(page, 'No, log that device out'));
    await expect(page.getByRole('heading', { name: 'That device was signed out' })).toBeFocused();
    await press(page, page.getByRole('link', { name: 'Sign in to change your password' }));
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeFocused();
  });
});
