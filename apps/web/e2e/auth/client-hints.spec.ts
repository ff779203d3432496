import { type Browser, type Page, expect, test } from '@playwright/test';
import { signUp } from '../support/person.ts';

interface Hints {
  readonly platform: string;
  readonly platformVersion: string;
  readonly brand?: string;
  readonly mobile?: boolean;
  readonly formFactors?: string[];
}

const windows = 'Windows NT 10.0; Win64; x64';

/** A browser with the frozen user agent of Chromium, and with hints that say more. */
async function hinting(browser: Browser, system: string, hints: Hints): Promise<Page> {
  const { brand = 'Google Chrome', mobile = false, formFactors = [], ...platform } = hints;
  const page = await (await browser.newContext()).newPage();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setUserAgentOverride', {
    userAgent: `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 ${mobile ? 'Mobile ' : ''}Safari/537.36`,
    userAgentMetadata: {
      ...platform,
      mobile,
      formFactors,
      model: '',
      architecture: '',
      brands: [
        { brand: 'Not;A=Brand', version: '8' },
        { brand: 'Chromium', version: '150' },
        { brand, version: '150' },
      ],
    },
  });
  return page;
}

test('client hints: the first request after the page has them', async ({ page }) => {
  await page.goto('/signup');
  const request = page.waitForRequest(/auth\.signUp/);
  await signUp(page);
  const headers = await (await request).allHeaders();
  expect(headers).toHaveProperty('sec-ch-ua-platform');
  expect(headers).toHaveProperty('sec-ch-ua-platform-version');
  expect(headers).toHaveProperty('sec-ch-ua-form-factors');
  expect(headers).not.toHaveProperty('sec-ch-ua-model');
});

const cases: readonly (readonly [name: string, kind: string, system: string, hints: Hints])[] = [
  ['Chrome 150 on Windows 11', 'desktop', windows, { platform: 'Windows', platformVersion: '19.0.0' }],
  ['Chrome 150 on Windows 10', 'desktop', windows, { platform: 'Windows', platformVersion: '10.0.0' }],
  ['Brave 150 on Windows 11', 'desktop', windows, { platform: 'Windows', platformVersion: '15.0.0', brand: 'Brave' }],
  ['Chrome 150 on Windows or macOS', 'desktop', windows, { platform: 'macOS', platformVersion: '26.0.0' }],
  [
    'Chrome 150 on Android 16',
    'phone',
    'Linux; Android 10; K',
    { platform: 'Android', platformVersion: '16.0.0', mobile: true, formFactors: ['Mobile'] },
  ],
  [
    'Chrome 150 on Android 15',
    'tablet',
    'Linux; Android 10; K',
    { platform: 'Android', platformVersion: '15.0.0', formFactors: ['Tablet'] },
  ],
];

for (const [name, kind, system, hints] of cases) {
  test(`client hints: name the session ${name}, a ${kind}`, async ({ browser }) => {
    const page = await hinting(browser, system, hints);
    await signUp(page);
    const row = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: `Details of ${name}`, exact: true }) });
    await expect(row.locator(`[data-kind=${kind}]`)).toBeVisible();
  });
}
