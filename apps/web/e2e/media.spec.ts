import { type Page, expect, test } from '@playwright/test';
import { anotherBrowser, firefox, program, signIn, signUp } from './person.ts';

test.describe('on paper', () => {
  test.use({ colorScheme: 'dark' });

  test('the list has names, facts and exact dates, black on white, and nothing that is pressed', async ({
    page,
    browser,
  }) => {
    const person = await signUp(page);
    await signIn(await anotherBrowser(browser, firefox), person);
    await expect(page.getByRole('region', { name: 'Was this you?' })).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading', { name: 'Firefox 128 on Linux' })).toBeVisible();
    await expect(page.getByText('This device', { exact: true })).toBeVisible();
    for (const seen of ['button', 'combobox', 'contentinfo'] as const)
      await expect(page.getByRole(seen)).toHaveCount(0);
    await expect(page.getByText('Was this you?', { exact: true })).toBeHidden();
    await expect(page.getByText('Live. Changes show as they happen')).toBeHidden();
    const row = page.getByRole('list', { name: 'Other devices' }).getByRole('listitem');
    await expect(row.getByText(/^Signed in/).first()).toBeVisible();
    expect(await row.evaluate((element) => getComputedStyle(element).breakInside)).toBe('avoid');
    const used = row.locator('time').first();
    const date = await used.evaluate((element) => getComputedStyle(element, '::after').content);
    expect(date).toContain(String(new Date().getFullYear()));
    const inks = await page.evaluate(() =>
      [...document.querySelectorAll('h1, h2, h3, main p, main time')].map((element) => getComputedStyle(element).color),
    );
    for (const ink of inks) expect(['rgb(0, 0, 0)', 'oklch(0 0 0)']).toContain(ink);
    const grounds = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.card, .tile, .badge')].map((element) => {
        const { backgroundColor, backgroundImage } = getComputedStyle(element);
        return `${backgroundColor} ${backgroundImage}`;
      }),
    );
    for (const ground of grounds) expect(ground).toMatch(/^rgb(?:\(255, 255, 255\)|a\(0, 0, 0, 0\)) none$/);
  });
});

/** What moves for longer than anybody can see, on the page as it is now. */
const movement = (page: Page) =>
  page.evaluate(() => {
    const isLong = (times: string) => times.split(', ').some((time) => Number.parseFloat(time) > 0.001);
    return [...document.querySelectorAll('*')].flatMap((element) =>
      [null, '::before', '::after', '::backdrop'].flatMap((pseudo) => {
        const style = getComputedStyle(element, pseudo);
        const moves =
          (style.animationName !== 'none' &&
            (isLong(style.animationDuration) || style.animationIterationCount.includes('infinite'))) ||
          isLong(style.transitionDuration);
        return moves ? [`${element.tagName} ${element.className} ${pseudo}`] : [];
      }),
    );
  });

test('nothing moves for whoever asks for less motion, and it does for others', async ({ page, browser }) => {
  const person = await signUp(page);
  await signIn(await anotherBrowser(browser, firefox), person);
  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  expect((await movement(page)).some((moving) => moving.includes('::backdrop'))).toBe(true);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await movement(page)).toEqual([]);
  await page.route(/session\.revoke/, (route) => new Promise(() => void route));
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Logging out Firefox 128 on Linux…' })).toBeVisible();
  expect(await movement(page)).toEqual([]);
  await page.route(/session\.(page|watch)|user\.visitor/, (route) => new Promise(() => void route));
  await page.reload();
  await expect(page.getByText('Loading your sessions…')).toBeAttached();
  expect(await movement(page)).toEqual([]);
});

test('where colours are forced, buttons have an edge, and what is chosen does not look like the rest', async ({
  page,
}) => {
  const person = await signUp(page);
  await program(page, person, 'Nightly backup');
  await page.emulateMedia({ forcedColors: 'active' });
  const edge = (element: Element) => getComputedStyle(element).borderTopWidth;
  expect(await page.getByRole('button', { name: 'Log out', exact: true }).first().evaluate(edge)).toBe('1px');
  await page.goto('/history');
  await expect(page.getByRole('listitem').first()).toBeVisible();
  const grounds = await page.locator('.choice').evaluateAll((choices) => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.cssText = 'background: Highlight; forced-color-adjust: none';
    const highlight = getComputedStyle(probe).backgroundColor;
    return choices.map((choice) => getComputedStyle(choice).backgroundColor === highlight);
  });
  expect(grounds.filter((isHighlight) => isHighlight)).toHaveLength(1);
  expect(grounds[0]).toBe(true);
});
