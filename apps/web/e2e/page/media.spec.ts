import { type Page, expect } from '@playwright/test';
import { openFilters, otherRows } from '../support/devices.ts';
import { test } from '../support/fixtures.ts';
import { translations } from '@latchkey/react/i18n/messages/translations.ts';
import { firefox, newPerson, outliveProof, program, signUp } from '../support/person.ts';

test.describe('on paper', () => {
  test.use({ colorScheme: 'dark' });

  test('print: has names, facts and exact dates in black on white, and no buttons', async ({
    page,
    person,
    signInOn,
  }) => {
    await signInOn(firefox);
    await expect(page.getByRole('region', { name: 'Was this you?' })).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading', { name: 'Firefox on Linux' })).toBeVisible();
    await expect(page.getByText('This device', { exact: true })).toBeVisible();
    for (const seen of ['button', 'combobox', 'contentinfo'] as const)
      await expect(page.getByRole(seen)).toHaveCount(0);
    await expect(page.getByText('Was this you?', { exact: true })).toBeHidden();
    await expect(page.getByText('Live. Changes show as they happen')).toBeHidden();
    const row = otherRows(page);
    await expect(row.getByText(/^Signed in/).first()).toBeVisible();
    expect(await row.evaluate((element) => getComputedStyle(element).breakInside)).toBe('avoid');
    const used = row.locator('time').first();
    const date = await used.evaluate((element) => getComputedStyle(element, '::after').content);
    expect(date).toContain(String(new Date().getFullYear()));
    for (const letter of 'abcdefghij') await program(page, person, `Robot ${letter}`);
    await expect(page.getByText('11 other devices are signed in')).toBeVisible();
    await expect(page.getByRole('checkbox')).toHaveCount(0);
    await expect(page.getByText(/Select all|Show all again/)).toBeHidden();
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

/** The animations of the page that last long enough to be seen. */
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

test('reduced motion: disables animations, which run otherwise', async ({ page, person, signInOn }) => {
  await signInOn(firefox);
  await outliveProof(page);
  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  expect((await movement(page)).some((moving) => moving.includes('::backdrop'))).toBe(true);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await movement(page)).toEqual([]);
  await page.route(/session\.revoke/, (route) => new Promise(() => void route));
  await page.getByRole('alertdialog').getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Logging out…' })).toBeVisible();
  expect(await movement(page)).toEqual([]);
  await page.route(/session\.(page|watch)|user\.current/, (route) => new Promise(() => void route));
  await page.reload();
  await expect(page.getByText('Loading your sessions…')).toBeAttached();
  expect(await movement(page)).toEqual([]);
});

test('forced colours: selected rows and the live dot stay visible', async ({ page, person, signInOn }) => {
  await signInOn(firefox);
  for (const letter of 'abcdefghij') await program(page, person, `Robot ${letter}`);
  const box = page.getByRole('checkbox', { name: 'Select Robot c' });
  await box.check();
  await openFilters(page);
  await page.getByLabel('Kind of device').selectOption({ label: 'Programs (10)' });
  await page.emulateMedia({ forcedColors: 'active' });
  await expect(page.getByText('Live. Changes show as they happen')).toBeVisible();
  const ticks = page.locator('.select-mark svg');
  await expect(ticks).toHaveCount(10);
  const seen = await ticks.evaluateAll((all) => all.map((tick) => getComputedStyle(tick).visibility));
  expect(seen.filter((visibility) => visibility === 'visible')).toHaveLength(1);
  const { chosen, dots, canvas } = await page.evaluate(() => {
    const colourOf = (name: string) => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.cssText = `background: ${name}; forced-color-adjust: none`;
      return getComputedStyle(probe).backgroundColor;
    };
    const highlight = colourOf('Highlight');
    const ground = (element: Element, pseudo?: string) => getComputedStyle(element, pseudo).backgroundColor;
    const all = (selector: string) => [...document.querySelectorAll(selector)];
    return {
      chosen: all('.choice').filter((choice) => ground(choice) === highlight).length,
      dots: [
        ...all('.active time').map((time) => ground(time, '::before')),
        ...all('.pulse').map((dot) => ground(dot)),
      ],
      canvas: colourOf('Canvas'),
    };
  });
  // The chosen facet only, and none that is left at its default.
  expect(chosen).toBe(1);
  expect(dots.length).toBeGreaterThan(1);
  for (const dot of dots) expect(dot).not.toBe(canvas);
});

test('forced colours: buttons have borders, and chosen facets differ', async ({ page, person }) => {
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

test.describe('with letters twice as large on a telephone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  for (const language of ['en', 'de', 'fr', 'pl', 'ja', 'ar'] as const) {
    test(`large text: nothing overflows or is cut off: ${language}`, async ({ browser, baseURL }) => {
      const { default: words } = await translations[language]();
      const context = await browser.newContext({
        ...(baseURL && { baseURL }),
        locale: language,
        viewport: { width: 390, height: 844 },
      });
      const page = await context.newPage();
      await page.addInitScript(() => {
        addEventListener('DOMContentLoaded', () => document.documentElement.style.setProperty('font-size', '200%'));
      });
      const expectToFit = async () => {
        const wide = await page.evaluate(() => {
          // Without the scrollbar gutter.
          const { clientWidth } = document.body;
          // Elements for screen readers only are one pixel large.
          const elements = [...document.querySelectorAll<HTMLElement>('body *')].filter(
            ({ offsetWidth }) => offsetWidth > 1,
          );
          return elements.flatMap((element) => {
            const { left, right } = element.getBoundingClientRect();
            const isOut =
              element.checkVisibility() && (right > clientWidth + 1 || left < -1) && !element.closest('.skip, svg');
            return isOut ? [element.outerHTML.slice(0, 100)] : [];
          });
        });
        expect(wide).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.body.clientWidth)).toBe(0);
      };
      const person = newPerson();
      await page.goto('/signup');
      await page.getByLabel(words.credentials.email).fill(person.email);
      await expectToFit();
      await page.getByLabel(words.credentials.password, { exact: true }).fill(person.password);
      await page.getByRole('button', { name: words.signUp.submit }).click();
      await expect(page.getByRole('heading', { name: words.sessions.title })).toBeVisible();
      await outliveProof(page);
      for (const letter of 'abcdefghij') await program(page, person, `Robot ${letter}`);
      await page.getByRole('checkbox', { name: words.selection.select('Robot c') }).check();
      await expect(page.getByRole('group', { name: words.selection.title })).toBeVisible();
      await expect(page.getByRole('heading', { name: words.alerts.title })).toBeVisible();
      await expectToFit();
      await page.getByRole('button', { name: words.logout.of('Robot c') }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      await expectToFit();
      await page.goto('/history');
      await expect(page.getByRole('listitem').first()).toBeVisible();
      await expectToFit();
      await context.close();
    });
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`contrast: fields and choices have borders of at least 3:1 in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const person = await signUp(page);
    for (const letter of 'abcdefghij') await program(page, person, `Robot ${letter}`);
    await expect(page.getByRole('searchbox')).toBeVisible();
    await openFilters(page);
    await expect(page.getByRole('combobox', { name: 'Log out unused devices' })).toBeVisible();
    const contrasts = await page.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      if (!canvas) throw new Error('No canvas');
      const luminance = (colour: string) => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
          const share = value / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const edges = [...document.querySelectorAll('main :is(input[type=search], .choice, .select, .select-mark)')];
      return edges.map((element) => {
        const { borderTopColor, backgroundColor } = getComputedStyle(element);
        const [dark = 0, light = 0] = [borderTopColor, backgroundColor]
          .map(luminance)
          .toSorted((one, other) => one - other);
        return { element: element.className || element.tagName, contrast: (light + 0.05) / (dark + 0.05) };
      });
    });
    expect(contrasts.length).toBeGreaterThanOrEqual(8);
    for (const { element, contrast } of contrasts) expect(contrast, element).toBeGreaterThanOrEqual(3);
  });
}
