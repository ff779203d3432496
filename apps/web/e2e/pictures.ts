import { test } from '@playwright/test';
import { anotherBrowser, firefox, iphone, newPerson, program, signIn, signUp } from './person.ts';

const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36 Edg/148.0.0.0';

// The pictures in README, drawn from the real page: `pnpm --filter @latchkey/web pictures`.
for (const [name, colorScheme, viewport] of [
  ['light', 'light', { width: 1080, height: 860 }],
  ['dark', 'dark', { width: 1080, height: 860 }],
  ['phone', 'light', { width: 390, height: 844 }],
] as const) {
  test.describe(name, () => {
    test.use({ colorScheme, viewport, deviceScaleFactor: 1 });
    test('the sessions', async ({ page, browser }) => {
      const person = await signUp(page, { ...newPerson(), email: `ada.${name}@example.com` });
      for (const userAgent of [firefox, windows, iphone])
        await signIn(await anotherBrowser(browser, userAgent), person);
      await program(page, person, 'Nightly backup');
      await page.reload();
      await page.getByRole('button', { name: 'Log out Nightly backup' }).waitFor();
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: `../../docs/pictures/sessions-${name}.png` });
    });
  });
}
