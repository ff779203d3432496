import { type Page, expect } from '@playwright/test';

/** Elements that can be operated, as a screen reader lists them. */
const control = /^\s*- (?:button|link|checkbox|radio|combobox|searchbox|textbox) "(?:[^"\\]|\\.)*"/;

/** Checks that no two of them have the same role and name, by which screen readers distinguish them. */
export async function expectUniqueNames(page: Page): Promise<void> {
  const controls = (await page.locator('body').ariaSnapshot())
    .split('\n')
    .flatMap((line) => control.exec(line)?.[0].trim() ?? []);
  expect(controls.length).toBeGreaterThan(3);
  expect(controls.filter((name, index) => controls.indexOf(name) !== index)).toEqual([]);
}
