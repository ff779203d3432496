import { type Page, expect, test } from '@playwright/test';
import { directionOf, isLanguage, languages } from '../src/language/languages.ts';
import type { Sentences } from '../src/sentences/en.ts';
import { translations } from '../src/sentences/translations.ts';
import { findings } from './axe.ts';
import { mailFor } from './mail.ts';
import { type Person, anotherBrowser, firefox, iphone, newPerson, program, signIn } from './person.ts';

/** Creates an account on a page in any language, and a second device. */
async function arrive(page: Page, { credentials, signUp, sessions }: Sentences): Promise<Person> {
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

    test(`the page speaks it from its first line on, runs its way, and fits a telephone: ${language}`, async ({
      page,
    }) => {
      const { default: sentences } = await translations[language]();
      await arrive(page, sentences);
      const html = page.locator('html');
      await expect(html).toHaveAttribute('lang', language);
      await expect(html).toHaveAttribute('dir', directionOf(language));
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.getByRole('button', { name: sentences.revokeOthers.action }).click();
      await expect(page.getByRole('alertdialog')).toHaveAccessibleName(sentences.revokeOthers.question(1));
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: sentences.history.open }).click();
      await expect(page.getByRole('heading', { name: sentences.history.title, level: 1 })).toBeVisible();
      await expect(page.getByRole('listitem')).not.toHaveCount(0);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    });
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`from right to left in the ${colorScheme} theme`, () => {
    test.use({ locale: 'ar', colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds nothing on the way in, on the sessions, in a dialog and in the history', async ({ page }) => {
      const { default: sentences } = await translations.ar();
      await page.goto('/signin');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(sentences.signIn.title);
      expect(await findings(page)).toEqual([]);
      await arrive(page, sentences);
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: sentences.revokeOthers.action }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: sentences.history.open }).click();
      await expect(page.getByRole('listitem')).not.toHaveCount(0);
      expect(await findings(page)).toEqual([]);
    });
  });
}

test('whoever chooses another language is spoken to in it from then on, also after logging out', async ({ page }) => {
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
  // Nothing of what was typed is lost, and the focus stays where it was.
  await expect(page.getByRole('combobox', { name: 'Sprache' })).toBeFocused();
  await expect(page.getByLabel('E-Mail-Adresse')).toHaveValue('ada@example.com');
  await expect(page.getByLabel('Passwort', { exact: true })).toHaveValue('half a pass');
  await expect(page.getByRole('checkbox')).toBeChecked();
  const { default: sentences } = await translations.de();
  await arrive(page, sentences);
  await page.getByRole('button', { name: sentences.logout.action, exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(sentences.signIn.title);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});

test('the mail about a new device speaks what its owner speaks, and nothing that the new device speaks or chooses', async ({
  browser,
}) => {
  const page = await (await browser.newContext({ locale: 'de' })).newPage();
  const { default: sentences } = await translations.de();
  const person = await arrive(page, sentences);
  expect(await mailFor(person)).toContain('„\u2068Nightly backup\u2069“, curl 8 auf unbekanntem System');

  const stranger = await anotherBrowser(browser, firefox);
  await signIn(stranger, person);
  const german = await mailFor(person);
  expect(german).toContain('Content-Language: de');
  expect(german).toContain('Gerät: Firefox 128 auf Linux');
  expect(german).toContain('<html lang="de" dir="ltr">');
  await stranger.getByRole('combobox', { name: 'Language' }).selectOption('tr');
  await expect(stranger.locator('html')).toHaveAttribute('lang', 'tr');
  await signIn(await anotherBrowser(browser, iphone), person);
  expect(await mailFor(person)).toContain('Gerät: Safari 26 auf iOS');

  await page.getByRole('combobox', { name: sentences.language }).selectOption('ar');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  await program(page, person, undefined, 'Wget/1.21');
  const arabic = await mailFor(person);
  expect(arabic).toContain('Content-Language: ar');
  expect(arabic).toContain('سُجّل الدخول من جهاز جديد على حسابك');
  expect(arabic).toContain('<html lang="ar" dir="rtl">');
  // The page that the link opens speaks to whoever reads it.
  const [link = ''] = /http:\/\/\S+\/new-device#[\w-]+/.exec(arabic) ?? [];
  await page.goto(link);
  await expect(page.getByRole('heading', { name: (await translations.ar()).default.newDevice.title })).toBeVisible();
});
