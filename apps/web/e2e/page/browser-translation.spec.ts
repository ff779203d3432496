import { type Page, expect } from '@playwright/test';
import { openDetails } from '../support/devices.ts';
import { test } from '../support/fixtures.ts';
import { confirmAll, firefox, program, signIn, signUp } from '../support/person.ts';

/** Wraps each text node in two elements, also new ones, as a browser does that translates the page. */
const translate = (page: Page) =>
  page.addInitScript(() => {
    const isTranslated = ({ parentElement }: Node) =>
      parentElement?.matches('font, script, style, textarea, title') ?? true;
    const wrap = () => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: Node[] = [];
      for (let node = texts.nextNode(); node; node = texts.nextNode()) if (!isTranslated(node)) found.push(node);
      for (const text of found) {
        const inner = document.createElement('font');
        const outer = document.createElement('font');
        text.parentNode?.replaceChild(outer, text);
        outer.append(inner);
        inner.append(text);
      }
    };
    addEventListener('DOMContentLoaded', () => {
      new MutationObserver(wrap).observe(document.body, { childList: true, subtree: true, characterData: true });
      wrap();
    });
  });

/** Hides the tab and shows it again. */
async function hideAndShow(page: Page) {
  for (const state of ['hidden', 'visible']) {
    await page.evaluate((visibility) => {
      Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
    if (state === 'hidden') await expect(page.getByText(/^Last checked/)).toBeVisible();
  }
}

test('browser translation: breaks no step, and texts stay current', async ({ page, openBrowser }) => {
  const crashes: string[] = [];
  page.on('pageerror', ({ message }) => crashes.push(message));
  await translate(page);
  const person = await signUp(page);
  const live = page.getByText('Live. Changes show as they happen');
  await expect(live).toBeVisible();
  expect(await page.locator('font').count()).toBeGreaterThan(20);
  await hideAndShow(page);
  await expect(live).toBeVisible();
  await signIn(await openBrowser(firefox), person);
  await page.getByRole('button', { name: /^Yes, it was me/ }).click();
  await expect(page.getByText('Thank you. Firefox 128 on Linux is yours')).toBeVisible();
  for (const letter of 'abcdefgh') await program(page, person, `Robot ${letter}`);
  await program(page, person, 'Robot a');
  await expect(page.getByText('10 other devices are signed in')).toBeVisible();

  await confirmAll(page);
  await page.getByRole('button', { name: 'Show all 2 sessions of Robot a' }).click();
  await expect(page.getByRole('checkbox', { name: /^Select Robot a/ })).toHaveCount(2);
  await hideAndShow(page);
  await page.getByRole('button', { name: 'Show one for all sessions of Robot a' }).click();
  await page.getByText('Group similar devices').click();

  await page.getByLabel('Search your sessions').fill('firefox');
  await expect(page.getByText('1 of 10 other devices are shown')).toBeVisible();
  await page.getByLabel('Search your sessions').fill('nothing');
  await expect(page.getByText('Nothing matches.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all again' }).click();
  await page.getByRole('checkbox', { name: 'Select Robot c' }).check();
  await page.getByRole('checkbox', { name: 'Select Robot d' }).check();
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Log out 2 devices' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out 2 devices' }).click();
  await expect(page.getByText('8 other devices are signed in')).toBeVisible();
  await openDetails(page, 'Robot e');
  await page.getByRole('button', { name: 'Rename Robot e' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('The attic');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'The attic' })).toBeVisible();
  await page.getByRole('button', { name: 'Log out The attic' }).click();
  await expect(page.getByText('7 other devices are signed in')).toBeVisible();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await expect(page.getByRole('heading', { name: 'Sitzungen verwalten' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('en');
  await hideAndShow(page);

  await page.getByRole('link', { name: 'Open history' }).click();
  await page.getByText('Failed attempts').click();
  await expect(page.getByText('Nothing like this has happened.')).toBeVisible();
  await page.getByText('Sign-outs').click();
  await expect(page.getByText('“The attic” was signed out from', { exact: false })).toBeVisible();
  await page.getByRole('link', { name: 'Back to your sessions' }).click();
  await page.getByRole('button', { name: 'Log out all others' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out 7 devices' }).click();
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByRole('dialog').getByLabel('Current password').fill(person.password);
  await page.getByRole('dialog').getByLabel('New password').fill('another good one');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your password is changed')).toBeVisible();
  await page.getByRole('banner').getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByRole('region', { name: 'You are signed out' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Enter your e-mail address.')).toBeVisible();
  expect(crashes).toEqual([]);
});
