import { AxeBuilder } from '@axe-core/playwright';
import { type Page, expect, test } from '@playwright/test';
import { expectToSurvive } from './linked-page.ts';
import { linkFor } from './mail.ts';
import { anotherBrowser, firefox, iphone, newPerson, program, prove, signIn, signUp } from './person.ts';

/** What happens elsewhere is to be seen within a second. */
const soon = { timeout: 1_000 };

const banner = (page: Page) => page.getByRole('region', { name: 'Was this you?' });
const yes = (page: Page, device: string) => page.getByRole('button', { name: `Yes, it was me: ${device}` });
const no = (page: Page, device: string) => page.getByRole('button', { name: `No, log it out: ${device}` });
const linux = 'Firefox 128 on Linux';

/** Somebody before an open page, and another browser that has just signed in to their account. */
async function intruded(page: Page, stranger: Page) {
  const person = await signUp(page);
  await expect(page.getByText('Live. Changes show as they happen')).toBeVisible();
  await signIn(stranger, person);
  return person;
}

test('a new device is asked about on the other one within a second, without taking the focus, and not on itself', async ({
  page,
  browser,
}) => {
  const stranger = await anotherBrowser(browser, firefox);
  const person = await signUp(page);
  await expect(page.getByText('Live. Changes show as they happen')).toBeVisible();
  const held = page.getByRole('button', { name: 'Change password' });
  await held.focus();
  await signIn(stranger, person);
  await expect(banner(page).getByText(linux, { exact: true })).toBeVisible(soon);
  await expect(page.getByText('has just signed in')).toBeHidden();
  await expect(page.getByRole('status').filter({ hasText: `has signed in: ${linux}. Was this you?` })).toBeAttached();
  await expect(held).toBeFocused();
  await expect(stranger.getByRole('heading', { name: linux })).toBeVisible();
  await expect(banner(stranger)).toBeHidden();
  // A third one joins the question, and is itself not asked either.
  const third = await anotherBrowser(browser, iphone);
  await signIn(third, person);
  await expect(banner(page).getByRole('listitem')).toHaveCount(2, soon);
  await expect(banner(third)).toBeHidden();
});

test('a yes goes by keyboard, can be undone, and stays', async ({ page, browser }) => {
  const stranger = await anotherBrowser(browser, firefox);
  await intruded(page, stranger);
  await yes(page, linux).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Thank you. ${linux} is yours`)).toBeVisible();
  await expect(banner(page)).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(yes(page, linux)).toBeVisible();
  await yes(page, linux).click();
  await expect(banner(page)).toBeHidden();
  await page.reload();
  await expect(page.getByRole('heading', { name: linux })).toBeVisible();
  await expect(banner(page)).toBeHidden();
  await expect(stranger.getByText('This device', { exact: true })).toBeVisible();
});

test('a double click on a yes says nothing of the device that takes its place', async ({ page, browser }) => {
  const person = await intruded(page, await anotherBrowser(browser, firefox));
  await signIn(await anotherBrowser(browser, iphone), person);
  await yes(page, 'Safari 26 on iOS').hover();
  await page.mouse.down();
  await page.mouse.up();
  await expect(banner(page).getByRole('listitem')).toHaveCount(1);
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await page.reload();
  await expect(yes(page, linux)).toBeVisible();
});

test('a press right after an answer is not taken by the question that slips into its place', async ({
  page,
  browser,
}) => {
  const person = await intruded(page, await anotherBrowser(browser, firefox));
  await signIn(await anotherBrowser(browser, iphone), person);
  await expect(banner(page).getByRole('listitem')).toHaveCount(2);
  // Time stands still for the page, so that the second press comes right after the answer on a busy machine, too.
  const stopTime = (later = 0) =>
    page.evaluate((milliseconds) => {
      const at = performance.now() + milliseconds;
      performance.now = () => at;
    }, later);
  let answers = 0;
  page.on('request', (request) => {
    if (request.url().includes('alert.answer')) answers += 1;
  });
  await yes(page, 'Safari 26 on iOS').hover();
  const box = await yes(page, 'Safari 26 on iOS').boundingBox();
  const press = () => page.mouse.click((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
  await stopTime();
  await press();
  await expect(yes(page, 'Safari 26 on iOS')).toBeHidden();
  await press();
  await expect(yes(page, linux)).not.toHaveAttribute('aria-disabled');
  expect(answers).toBe(1);
  await stopTime(1000);
  // It did stand there: the same press is good when nobody can have meant another question.
  await press();
  await expect(banner(page)).toBeHidden();
});

test('a no asks for the password, ends the device within a second, and offers what else is wise', async ({
  page,
  browser,
}) => {
  const stranger = await anotherBrowser(browser, firefox);
  const person = await intruded(page, stranger);
  await no(page, linux).click();
  await prove(page, person);
  const dialog = page.getByRole('dialog', { name: `${linux} is logged out` });
  await expect(dialog).toContainText(/It was logged out at \d+:\d+/);
  await expect(stranger.getByText('the owner of the account said that this sign-in was not theirs')).toBeVisible(soon);
  await dialog.getByRole('button', { name: 'Change password' }).click();
  const choosing = page.getByRole('dialog', { name: 'Choose a new password' });
  await choosing.getByLabel('New password').fill('a better battery');
  await choosing.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is changed')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
});

test('after a no all others can be logged out in one go', async ({ page, browser }) => {
  const [stranger, third] = [await anotherBrowser(browser, firefox), await anotherBrowser(browser, iphone)];
  const person = await intruded(page, stranger);
  await signIn(third, person);
  await no(page, linux).click();
  await prove(page, person);
  const dialog = page.getByRole('dialog', { name: `${linux} is logged out` });
  await dialog.getByRole('button', { name: 'Log out all others' }).click();
  await expect(page.getByText('1 device is logged out')).toBeVisible();
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
  await expect(third.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('the link of the mail works without a sign-in, leaves the address bar, says what it did, and works once', async ({
  page,
  browser,
}) => {
  const stranger = await anotherBrowser(browser, firefox);
  const person = await intruded(page, stranger);
  const link = await linkFor(person);
  const phone = await anotherBrowser(browser, iphone);
  const asked: string[] = [];
  phone.on('request', (request) => asked.push(`${request.url()} ${JSON.stringify(request.headers())}`));
  await phone.goto(link);
  await expect(phone.getByText(linux, { exact: true })).toBeVisible();
  await expect(phone.getByText(person.email)).toBeVisible();
  expect(new URL(phone.url()).hash).toBe('');
  // Opening it, and opening it again, has changed nothing.
  await expect(banner(page)).toBeVisible();
  await phone.getByRole('button', { name: 'No, log that device out' }).click();
  await expect(phone.getByRole('heading', { name: 'That device was logged out' })).toBeFocused();
  await expect(phone.getByText(/It was logged out at \d+:\d+/)).toBeVisible();
  await expect(stranger.getByText('the owner of the account said that this sign-in was not theirs')).toBeVisible(soon);
  const secret = link.split('#')[1] ?? '-';
  expect(asked.filter((request) => request.includes(secret))).toEqual([]);

  await phone.getByRole('link', { name: 'Sign in to change your password' }).click();
  await expect(phone.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await phone.goto(link);
  await expect(phone.getByRole('heading', { name: 'This link does nothing now' })).toBeVisible();
  await phone.goto('/new-device');
  await expect(phone.getByRole('heading', { name: 'This link does nothing now' })).toBeVisible();
});

test('the link of the mail survives reload, Back and another language until it is answered', async ({
  page,
  browser,
}) => {
  test.slow();
  const stranger = await anotherBrowser(browser, firefox);
  const person = await intruded(page, stranger);
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: linux }) });
  await expect(row.getByText('New, not confirmed')).toBeVisible();
  const phone = await anotherBrowser(browser, iphone);
  await phone.goto(await linkFor(person));
  await expectToSurvive(phone, async (language) => {
    const { device, answer } = {
      en: { device: linux, answer: 'No, log that device out' },
      de: { device: 'Firefox 128 auf Linux', answer: 'Nein, dieses Gerät abmelden' },
    }[language];
    await expect(phone.getByText(device, { exact: true })).toBeVisible();
    await expect(phone.getByRole('button', { name: answer })).toBeVisible();
  });
  await expect(row.getByText('New, not confirmed')).toBeVisible();
  await phone.getByRole('button', { name: 'Yes, it was me' }).click();
  await expect(phone.getByRole('heading', { name: 'Thank you. It was you' })).toBeVisible();
  // A yes that nobody proved can still be turned into a no, and so the link goes on.
  await phone.reload();
  await phone.getByRole('button', { name: 'No, log that device out' }).click();
  await expect(phone.getByRole('heading', { name: 'That device was logged out' })).toBeVisible();
  await phone.reload();
  await expect(phone.getByRole('heading', { name: 'This link does nothing now' })).toBeVisible();
});

test('a yes by the link can be taken back on its page, all by keyboard', async ({ page, browser }) => {
  const stranger = await anotherBrowser(browser, firefox);
  const person = await intruded(page, stranger);
  const phone = await anotherBrowser(browser, iphone);
  await phone.goto(await linkFor(person));
  await phone.getByRole('button', { name: 'Yes, it was me' }).focus();
  await phone.keyboard.press('Enter');
  await expect(phone.getByRole('heading', { name: 'Thank you. It was you' })).toBeFocused();
  await phone.keyboard.press('Tab');
  await phone.keyboard.press('Enter');
  await expect(phone.getByRole('heading', { name: 'Was this you?' })).toBeFocused();
  await phone.getByRole('button', { name: 'No, log that device out' }).click();
  await expect(phone.getByRole('heading', { name: 'That device was logged out' })).toBeVisible();
});

test('a browser that is signed in to the account goes on from the link at once', async ({ page, browser, context }) => {
  const stranger = await anotherBrowser(browser, firefox);
  const person = await intruded(page, stranger);
  const tab = await context.newPage();
  await tab.goto(await linkFor(person));
  await tab.getByRole('button', { name: 'No, log that device out' }).click();
  await expect(tab.getByRole('button', { name: 'Change password' })).toBeVisible();
  await tab.getByRole('button', { name: 'Log out all others' }).click();
  await prove(tab, person);
  await expect(tab.getByRole('button', { name: 'Log out all others' })).toBeHidden();
  await tab.getByRole('link', { name: 'Look at your sessions' }).click();
  await expect(tab.getByText('Only this device is signed in.')).toBeVisible();
});

test('a second link in the same tab is another question', async ({ page, browser }) => {
  const stranger = await anotherBrowser(browser, firefox);
  const person = await intruded(page, stranger);
  const first = await linkFor(person);
  await program(page, person, 'Nightly backup');
  const second = await linkFor(person);
  await page.goto(first);
  await expect(page.getByText(linux, { exact: true })).toBeVisible();
  await page.evaluate((address) => (window.location.href = address), second);
  await expect(page.getByText('Nightly backup', { exact: true })).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');
});

test('a server that is away is said so, nothing is lost, and the next try goes on', async ({ page, browser }) => {
  const stranger = await anotherBrowser(browser, firefox);
  const person = await intruded(page, stranger);
  const phone = await anotherBrowser(browser, iphone);
  await phone.route(/alert\./, (route) => route.abort());
  await phone.goto(await linkFor(person));
  await expect(phone.getByText('Your link could not be looked up')).toBeVisible({ timeout: 15_000 });
  await phone.unroute(/alert\./);
  await phone.getByRole('button', { name: 'Try again' }).click();
  await expect(phone.getByText(linux, { exact: true })).toBeVisible();
  await phone.route(/alert\./, (route) => route.abort());
  await phone.getByRole('button', { name: 'No, log that device out' }).click();
  await expect(phone.getByRole('alert')).toContainText('Latchkey did not answer');
  await phone.unroute(/alert\./);
  await phone.getByRole('button', { name: 'No, log that device out' }).click();
  await expect(phone.getByRole('heading', { name: 'That device was logged out' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    // Axe measures contrast: a colour in the middle of a fade would be no finding of a person's.
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds nothing in the question, in what follows a no, and on each side of the link', async ({
      page,
      browser,
    }) => {
      test.slow();
      const findings = async (on: Page) =>
        (await new AxeBuilder({ page: on }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]); // prettier-ignore
      const person = newPerson();
      await signUp(page, person);
      await signIn(await anotherBrowser(browser, firefox), person);
      const link = await linkFor(person);
      await program(page, person, 'Nightly backup');
      await expect(banner(page).getByRole('listitem')).toHaveCount(2);
      expect(await findings(page)).toEqual([]);
      await no(page, 'Nightly backup').click();
      await prove(page, person);
      await expect(page.getByRole('dialog', { name: '“Nightly backup” is logged out' })).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.goto(link);
      await expect(page.getByText(linux, { exact: true })).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Yes, it was me' }).click();
      await expect(page.getByText('Thank you. It was you')).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'ask me again' }).click();
      await page.getByRole('button', { name: 'No, log that device out' }).click();
      await expect(page.getByText('That device was logged out')).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.goto('/new-device');
      await expect(page.getByText('This link does nothing now')).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });
  });
}

test('nothing of it is wider than a phone of 360 pixels, and everything is large enough for a thumb', async ({
  page,
  browser,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const person = await intruded(page, await anotherBrowser(browser, firefox));
  await program(page, person, 'x'.repeat(190));
  await expect(banner(page).getByRole('listitem')).toHaveCount(2);
  const fits = async () => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    for (const button of await page.getByRole('button').all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.height ?? 0, box?.width ?? 0), await button.innerText()).toBeGreaterThanOrEqual(44);
    }
  };
  // Without the toasts of the two sign-ins, which are of another size.
  await page.reload();
  await expect(banner(page).getByRole('listitem')).toHaveCount(2);
  await fits();
  await page.goto(await linkFor(person));
  await expect(page.getByRole('button', { name: 'Yes, it was me' })).toBeVisible();
  await fits();
});
