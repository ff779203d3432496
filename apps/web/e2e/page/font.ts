import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const letters = fileURLToPath(import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'));
const lettersAt = '/letters.woff2';
const style = `
  @font-face { font-family: Same; src: url(${lettersAt}); font-weight: 100 900 }
  html { font-family: Same !important }
`;

/** Gives a page the same font on every machine. */
export async function bringLetters(page: Page): Promise<void> {
  await page.route(lettersAt, (route) => route.fulfill({ path: letters }));
  await page.addStyleTag({ content: style });
  await page.evaluate(() => document.fonts.ready);
}
