import { expect } from '@playwright/test';
import { openDetails } from '../support/devices.ts';
import { test } from '../support/fixtures.ts';
import { signUp } from '../support/person.ts';

test('activity strip: draws the days of use, and has them in its accessible name', async ({ page }) => {
  await signUp(page);
  const open = () => openDetails(page, /^Details of/);
  await open();
  await expect(page.getByRole('img', { name: 'Signed in today' })).toBeVisible();
  const later = new Date(Date.now() + 3 * 86_400_000);
  await page.clock.setFixedTime(later);
  // The page takes the time from the server, which sends it with each answer.
  await page.route(/\/api\/trpc\//, async (route) => {
    if (route.request().url().includes('session.watch')) return route.abort();
    const response = await route.fetch();
    return route.fulfill({ response, headers: { ...response.headers(), date: later.toUTCString() } });
  });
  await page.reload();
  await open();
  const strip = page.getByRole('img', { name: /^Used on \d of the 4 days since it signed in$/ });
  await expect(strip).toBeVisible();
  await expect(strip.locator('title')).toContainText('a day in UTC');
});
