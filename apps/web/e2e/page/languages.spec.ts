import { expect, type Page } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { directionOf, isLanguage, languages } from '@latchkey/react/i18n/language.ts';
import type { Messages } from '@latchkey/react/i18n/messages/en.ts';
import { translations } from '@latchkey/react/i18n/messages/translations.ts';
import { colorFindings, findings } from '../support/axe.ts';
import { mailFor } from '../support/mail.ts';
import { type Person, firefox, iphone, newPerson, program, signIn } from '../support/person.ts';

/** Creates an account on a page in any language, and a second session. */
async function arrive(page: Page, { credentials, signUp, sessions }: Messages): Promise<Person> {
  const person = newPerson();
  await page.goto('/signup');
  await page.getByLabel(credentials.email).fill(person.email);
  await page.getByLabel(credentials.password, { exact: true }).fill(person.password);
  await page.getByRole('button', { name: signUp.submit }).click();
  await expect(page.getByRole('heading', { name: sessions.title })).toBeVisible();
  await program(page, person, 'Nightly backup');
  await expect(page.getByRole('heading', { name: 'Nightly backup' })).toBeVisible();
  return person;
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const language of Object.keys(languages).filter(isLanguage)) {
  test.describe(`in ${languages[language]}`, () => {
    test.use({ locale: language, viewport: { width: 360, height: 740 }, contextOptions: { reducedMotion: 'reduce' } });

    test(`language: the shell and the page have it and its direction, and fit a phone: ${language}`, async ({
      page,
    }) => {
      const { default: messages } = await translations[language]();
      await arrive(page, messages);
      const html = page.locator('html');
      await expect(html).toHaveAttribute('lang', language);
      await expect(html).toHaveAttribute('dir', directionOf(language));
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.getByRole('button', { name: messages.revokeOthers.action }).click();
      await expect(page.getByRole('alertdialog')).toHaveAccessibleName(messages.revokeOthers.question(1));
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: messages.history.open }).click();
      await expect(page.getByRole('heading', { name: messages.history.title, level: 1 })).toBeVisible();
      await expect(page.getByRole('listitem')).not.toHaveCount(0);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    });
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  const found = colorScheme === 'light' ? findings : colorFindings;
  test.describe(`from right to left in the ${colorScheme} theme`, () => {
    test.use({ locale: 'ar', colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('sign-in, sessions, dialog and history have no axe violations', async ({ page }) => {
      const { default: messages } = await translations.ar();
      await page.goto('/signin');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(messages.signIn.title);
      expect(await found(page)).toEqual([]);
      await arrive(page, messages);
      expect(await found(page)).toEqual([]);
      await page.getByRole('button', { name: messages.revokeOthers.action }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      expect(await found(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: messages.history.open }).click();
      await expect(page.getByRole('listitem')).not.toHaveCount(0);
      expect(await found(page)).toEqual([]);
    });
  });
}

test('language: a chosen language stays after a logout', async ({ page }) => {
  await page.goto('/signin');
  await page.getByLabel('E-mail address').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill('half a pass');
  await page.getByLabel('Keep me signed in').check();
  await page.getByRole('combobox', { name: 'Language' }).focus();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.locator('select').selectOption('de');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Anmelden');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  await expect(page).toHaveTitle(/^Anmelden/);
  // The form keeps its text, and the focus stays.
  await expect(page.getByRole('combobox', { name: 'Sprache' })).toBeFocused();
  await expect(page.getByLabel('E-Mail-Adresse')).toHaveValue('ada@example.com');
  await expect(page.getByLabel('Passwort', { exact: true })).toHaveValue('half a pass');
  await expect(page.getByRole('checkbox')).toBeChecked();
  const { default: messages } = await translations.de();
  await arrive(page, messages);
  await page.getByRole('button', { name: messages.logout.action, exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(messages.signIn.title);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});

test('language: a sign-in mail has the language of the owner and not of the new device', async ({
  browser,
  openBrowser,
}) => {
  const page = await (await browser.newContext({ locale: 'de' })).newPage();
  const { default: messages } = await translations.de();
  const person = await arrive(page, messages);
  expect(await mailFor(person)).toContain('„\u2068Nightly backup\u2069“, curl 8 auf unbekanntem System');

  const stranger = await openBrowser(firefox);
  await signIn(stranger, person);
  const german = await mailFor(person);
  expect(german).toContain('Content-Language: de');
  expect(german).toContain('Gerät: Firefox 128 auf Linux');
  expect(german).toContain('<html lang="de" dir="ltr">');
  await stranger.getByRole('combobox', { name: 'Language' }).selectOption('tr');
  await expect(stranger.locator('html')).toHaveAttribute('lang', 'tr');
  await signIn(await openBrowser(iphone), person);
  expect(await mailFor(person)).toContain('Gerät: Safari 26 auf iOS');

  await page.getByRole('combobox', { name: messages.language }).selectOption('ar');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  await program(page, person, undefined, 'Wget/1.21');
  const arabic = await mailFor(person);
  expect(arabic).toContain('Content-Language: ar');
  expect(arabic).toContain('سُجّل الدخول من جهاز جديد على حسابك');
  expect(arabic).toContain('<html lang="ar" dir="rtl">');
  // The page of the link has the language of its reader.
  const [link = ''] = /http:\/\/\S+\/new-device#[\w-]+/.exec(arabic) ?? [];
  await page.goto(link);
  await expect(page.getByRole('heading', { name: (await translations.ar()).default.newDevice.title })).toBeVisible();
});
