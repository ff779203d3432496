import { type Page, expect } from '@playwright/test';

/**
 * Takes the page of a mail's link through reload, Back and Forward, the skip link, and German and back. `expectUsable` is
 * called before and after each step.
 */
export async function expectToSurvive(page: Page, expectUsable: (language: 'en' | 'de') => Promise<void>) {
  await expectUsable('en');
  const address = page.url();
  expect(new URL(address).hash).toBe('');
  await page.reload();
  await expectUsable('en');
  await page.goto('/signin');
  await page.goBack();
  await expectUsable('en');
  await page.goForward();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goBack();
  await page.getByRole('link', { name: 'Skip to content' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await expectUsable('en');
  await page.reload();
  await expectUsable('en');
  await page.getByLabel('Language').selectOption('de');
  await expectUsable('de');
  await page.reload();
  await expectUsable('de');
  await page.getByLabel('Sprache').selectOption('en');
  await expectUsable('en');
  expect(page.url().replace('#main', '')).toBe(address);
}
