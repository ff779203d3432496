import { expect, test } from '@playwright/test';
import { signUp } from './person.ts';

test('a strip tells on which days a session was used, to whoever looks and to whoever listens', async ({ page }) => {
  await signUp(page);
  await expect(page.getByRole('img', { name: 'Signed in today' })).toBeVisible();
  const later = new Date(Date.now() + 3 * 86_400_000);
  await page.clock.setFixedTime(later);
  // The page goes by the clock of the server, which each answer tells.
  await page.route(/\/api\/trpc\//, async (route) => {
    if (route.request().url().includes('session.watch')) return route.abort();
    const response = await route.fetch();
    return route.fulfill({ response, headers: { ...response.headers(), date: later.toUTCString() } });
  });
  await page.reload();
  const strip = page.getByRole('img', { name: /^Used on \d of the 4 days since it signed in$/ });
  await expect(strip).toBeVisible();
  await expect(strip.locator('title')).toContainText('a day in UTC');
});
