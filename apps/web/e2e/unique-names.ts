import { type Page, expect } from '@playwright/test';

/** What can be operated, as assistive technology names it in a list of controls. */
const control = /^\s*- (?:button|link|checkbox|radio|combobox|searchbox|textbox) "(?:[^"\\]|\\.)*"/;

/** No two controls of a screen have the same role and name: whoever hears only that cannot tell them apart. */
export async function expectUniqueNames(page: Page): Promise<void> {
  const controls = (await page.locator('body').ariaSnapshot())
    .split('\n')
    .flatMap((line) => control.exec(line)?.[0].trim() ?? []);
  expect(controls.length).toBeGreaterThan(3);
  expect(controls.filter((name, index) => controls.indexOf(name) !== index)).toEqual([]);
}
