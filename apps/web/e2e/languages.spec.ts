import { type Page, expect, test } from '@playwright/test';
import { directionOf, isLanguage, languages } from '../src/language/languages.ts';
import type { Sentences } from '../src/sentences/en.ts';
import { translations } from '../src/sentences/translations.ts';
import { findings } from './axe.ts';
import { newPerson, program } from './person.ts';

/** Creates an account on a page in any language, and a second device. */
async function arrive(page: Page, { credentials, signUp, sessions }: Sentences): Promise<void> {
  const person = newPerson();
  await page.goto('/signup');
  await page.getByLabel(credentials.email).fill(person.email);
  await page.getByLabel(credentials.password, { exact: true }).fill(person.password);
  await page.getByRole('button', { name: signUp.submit }).click();
  await expect(page.getByRole('heading', { name: sessions.title })).toBeVisible();
  await program(page, person, 'Nightly backup');
  await expect(page.getByRole('heading', { name: 'Nightly backup' })).toBeVisible();
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
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Anmelden');
  const { default: sentences } = await translations.de();
  await arrive(page, sentences);
  await page.getByRole('button', { name: sentences.logout.action, exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(sentences.signIn.title);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});
