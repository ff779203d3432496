import { type Page, expect, test } from '@playwright/test';
import { findChromium } from '../servers/chromium.mjs';
import { signedIn, signedOut } from './still-answers.ts';
import { openStillPage } from './still-page.ts';

// The whole browser, because the one without a user interface draws letters and bars differently.
const executablePath = findChromium();
test.use({ launchOptions: { args: ['--no-sandbox'], ...(executablePath === null ? {} : { executablePath }) } });
test.use({ locale: 'en-US', timezoneId: 'UTC', viewport: { width: 800, height: 900 }, deviceScaleFactor: 1 });

const telephone = { width: 360, height: 740 };

/** Waits for the map where its place is in view, which is when it is loaded. */
const drawMap = (page: Page) =>
  expect
    .poll(() =>
      page.locator('.world').evaluate((place) => {
        const { top, bottom } = place.getBoundingClientRect();
        return top >= window.innerHeight || bottom <= 0 || place.childElementCount > 0;
      }),
    )
    .toBe(true);

const openSessions = async (page: Page) => {
  await openStillPage(page, '/sessions', signedIn);
  await drawMap(page);
  await page.getByRole('combobox', { name: 'Log out unused devices' }).waitFor();
  // The stream never opens, which the page shows after a moment.
  await page.locator('.connection[data-lost]').waitFor();
};

test('screenshot: sessions', async ({ page }) => {
  await openSessions(page);
  await expect(page).toHaveScreenshot('sessions.png');
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('screenshot: end of the sessions screen', async ({ page }) => {
    await openSessions(page);
    await page.getByRole('contentinfo').scrollIntoViewIfNeeded();
    await drawMap(page);
    await expect(page).toHaveScreenshot('sessions-end-dark.png');
  });
});

test.describe('on a telephone', () => {
  test.use({ viewport: telephone });

  test('screenshot: sessions', async ({ page }) => {
    await openSessions(page);
    await expect(page).toHaveScreenshot('sessions-telephone.png');
  });

  test('screenshot: sessions from right to left', async ({ page }) => {
    await openSessions(page);
    await page.evaluate(() => {
      for (const element of document.querySelectorAll<HTMLElement>('[dir]')) element.dir = 'rtl';
    });
    await expect(page).toHaveScreenshot('sessions-right-to-left.png');
  });
});

test('screenshot: revoke dialog', async ({ page }) => {
  await openSessions(page);
  await page.getByRole('button', { name: 'Log out Kitchen phone' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await expect(page).toHaveScreenshot('revoke.png');
});

test('screenshot: history', async ({ page }) => {
  await openStillPage(page, '/history', signedIn);
  await page.getByRole('listitem').first().waitFor();
  await expect(page).toHaveScreenshot('history.png');
});

test('screenshot: sign-in', async ({ page }) => {
  await openStillPage(page, '/signin', signedOut);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await expect(page).toHaveScreenshot('sign-in.png');
});

test.describe('on a telephone in the dark', () => {
  test.use({ viewport: telephone, colorScheme: 'dark' });

  test('screenshot: sign-in', async ({ page }) => {
    await openStillPage(page, '/signin', signedOut);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await expect(page).toHaveScreenshot('sign-in-telephone-dark.png');
  });
});
