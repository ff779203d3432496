import { type Page, expect } from '@playwright/test';
import { colorFindings, findings } from '../support/axe.ts';
import { beforeNextPoll, test } from '../support/fixtures.ts';
import { expectToSurvive } from '../support/linked-page.ts';
import { linkFor } from '../support/mail.ts';
import { firefox, iphone, newPerson, outliveProof, program, signIn, signUp } from '../support/person.ts';

const banner = (page: Page) => page.getByRole('region', { name: 'Was this you?' });
const yes = (page: Page, device: string) => page.getByRole('button', { name: `Yes, it was me: ${device}` });
const no = (page: Page, device: string) => page.getByRole('button', { name: `No, log it out: ${device}` });
const linux = 'Firefox 128 on Linux';
/** The same in the heading of its row. */
const briefly = 'Firefox on Linux';

/** A user with an open page and another browser that has just signed in. */
async function intruded(page: Page, stranger: Page) {
  const person = await signUp(page);
  await expect(page.getByText('Live. Changes show as they happen')).toBeVisible();
  await signIn(stranger, person);
  return person;
}

test('sign-in alert: appears on the known device without taking the focus, and not on the new one', async ({
  page,
  openBrowser,
}) => {
  const stranger = await openBrowser(firefox);
  const person = await signUp(page);
  await expect(page.getByText('Live. Changes show as they happen')).toBeVisible();
  const held = page.getByRole('button', { name: 'Change password' });
  await held.focus();
  await signIn(stranger, person);
  await expect(banner(page).getByText(linux, { exact: true })).toBeVisible(beforeNextPoll);
  await expect(banner(page)).toContainText('with a password');
  await expect(page.getByText('has just signed in')).toBeHidden();
  await expect(page.getByRole('status').filter({ hasText: `has signed in: ${linux}. Was this you?` })).toBeAttached();
  await expect(held).toBeFocused();
  await expect(page).toHaveTitle('(1) Was this you? – Latchkey');
  await expect(stranger.getByRole('heading', { name: briefly })).toBeVisible();
  await expect(banner(stranger)).toBeHidden();
  // A third browser adds an alert, and does not see alerts itself.
  const third = await openBrowser(iphone);
  await signIn(third, person);
  await expect(banner(page).getByRole('listitem')).toHaveCount(2, beforeNextPoll);
  await expect(banner(third)).toBeHidden();
});

test('sign-in alert: a yes by keyboard can be undone, and survives a reload', async ({ page, openBrowser }) => {
  const stranger = await openBrowser(firefox);
  await intruded(page, stranger);
  await yes(page, linux).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Thank you. ${linux} is yours`)).toBeVisible();
  await expect(banner(page)).toBeHidden();
  await expect(page).toHaveTitle('Manage sessions – Latchkey');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(yes(page, linux)).toBeVisible();
  await yes(page, linux).click();
  await expect(banner(page)).toBeHidden();
  await page.reload();
  await expect(page.getByRole('heading', { name: briefly })).toBeVisible();
  await expect(banner(page)).toBeHidden();
  await expect(stranger.getByText('This device', { exact: true })).toBeVisible();
});

test('sign-in alert: a double click on yes does not answer the next alert', async ({ page, openBrowser }) => {
  const person = await intruded(page, await openBrowser(firefox));
  await signIn(await openBrowser(iphone), person);
  await yes(page, 'Safari 26 on iOS').hover();
  await page.mouse.down();
  await page.mouse.up();
  await expect(banner(page).getByRole('listitem')).toHaveCount(1);
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await page.reload();
  await expect(yes(page, linux)).toBeVisible();
});

test('sign-in alert: a click right after an answer does not answer the next alert', async ({ page, openBrowser }) => {
  const person = await intruded(page, await openBrowser(firefox));
  await signIn(await openBrowser(iphone), person);
  await expect(banner(page).getByRole('listitem')).toHaveCount(2);
  // The page's clock stands still, so that the second click follows the answer at once on a busy machine too.
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
  // The click was on the button: the same one answers after the settle time.
  await press();
  await expect(banner(page)).toBeHidden();
});

test('sign-in alert: a no needs a step-up, ends the session of the device, and offers a new password in one dialog', async ({
  page,
  openBrowser,
}) => {
  const stranger = await openBrowser(firefox);
  const person = await intruded(page, stranger);
  await outliveProof(page);
  await no(page, linux).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toHaveAccessibleName(`Log out ${linux}?`);
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toHaveText(`${linux} is signed out`);
  await expect(stranger.getByText('the account’s owner said that this sign-in was not theirs')).toBeVisible(
    beforeNextPoll,
  );
  await expect(dialog).toHaveAccessibleName('Choose a new password');
  // The password was typed in this dialog.
  await expect(dialog.getByLabel('Current password')).toBeHidden();
  await expect(dialog.getByLabel('New password')).toBeFocused();
  await page.keyboard.type('a better battery');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your password is changed')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
});

test('sign-in alert: a no needs no password seconds after it was typed, and a new one ends all other sessions', async ({
  page,
  openBrowser,
}) => {
  const [stranger, third] = [await openBrowser(firefox), await openBrowser(iphone)];
  const person = await intruded(page, stranger);
  await signIn(third, person);
  await no(page, linux).click();
  const dialog = page.getByRole('alertdialog', { name: 'Choose a new password' });
  await expect(dialog.getByRole('status')).toHaveText(`${linux} is signed out`);
  await dialog.getByLabel('Current password').fill(person.password);
  await dialog.getByLabel('New password').fill('a better battery');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
  await expect(third.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('sign-in alert link: answers without a session, removes its secret from the address, and works once', async ({
  page,
  openBrowser,
}) => {
  const stranger = await openBrowser(firefox);
  const person = await intruded(page, stranger);
  const link = await linkFor(person);
  const phone = await openBrowser(iphone);
  const asked: string[] = [];
  phone.on('request', (request) => asked.push(`${request.url()} ${JSON.stringify(request.headers())}`));
  await phone.goto(link);
  await expect(phone.getByText(linux, { exact: true })).toBeVisible();
  await expect(phone.getByText(person.email)).toBeVisible();
  expect(new URL(phone.url()).hash).toBe('');
  // Opening the link twice has changed nothing.
  await expect(banner(page)).toBeVisible();
  await phone.getByRole('button', { name: 'No, log that device out' }).click();
  await expect(phone.getByRole('heading', { name: 'That device was signed out' })).toBeFocused();
  await expect(phone.getByText(/It was signed out at \d+:\d+/)).toBeVisible();
  await expect(stranger.getByText('the account’s owner said that this sign-in was not theirs')).toBeVisible(
    beforeNextPoll,
  );
  const secret = link.split('#')[1] ?? '-';
  expect(asked.filter((request) => request.includes(secret))).toEqual([]);

  await phone.getByRole('link', { name: 'Sign in to change your password' }).click();
  await expect(phone.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await phone.goto(link);
  await expect(phone.getByRole('heading', { name: 'This link was used or has expired' })).toBeVisible();
  await phone.goto('/new-device');
  await expect(phone.getByRole('heading', { name: 'This link was used or has expired' })).toBeVisible();
});

test('sign-in alert link: survives reload, Back and a change of language until it is answered', async ({
  page,
  openBrowser,
}) => {
  test.slow();
  const stranger = await openBrowser(firefox);
  const person = await intruded(page, stranger);
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: briefly }) });
  await expect(row.getByText('New, not confirmed')).toBeVisible();
  const phone = await openBrowser(iphone);
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
  // A yes by link can still become a no, so that the link stays valid.
  await phone.reload();
  await phone.getByRole('button', { name: 'No, log that device out' }).click();
  await expect(phone.getByRole('heading', { name: 'That device was signed out' })).toBeVisible();
  await phone.reload();
  await expect(phone.getByRole('heading', { name: 'This link was used or has expired' })).toBeVisible();
});

test('sign-in alert link: a yes can be taken back by keyboard', async ({ page, openBrowser }) => {
  const stranger = await openBrowser(firefox);
  const person = await intruded(page, stranger);
  const phone = await openBrowser(iphone);
  await phone.goto(await linkFor(person));
  await phone.getByRole('button', { name: 'Yes, it was me' }).focus();
  await phone.keyboard.press('Enter');
  await expect(phone.getByRole('heading', { name: 'Thank you. It was you' })).toBeFocused();
  await phone.keyboard.press('Tab');
  await phone.keyboard.press('Enter');
  await expect(phone.getByRole('heading', { name: 'Was this you?' })).toBeFocused();
  await phone.getByRole('button', { name: 'No, log that device out' }).click();
  await expect(phone.getByRole('heading', { name: 'That device was signed out' })).toBeVisible();
});

test('sign-in alert link: a browser with a session of the account continues to the sessions', async ({
  page,
  context,
  openBrowser,
}) => {
  const stranger = await openBrowser(firefox);
  const person = await intruded(page, stranger);
  const tab = await context.newPage();
  await tab.goto(await linkFor(person));
  await tab.getByRole('button', { name: 'No, log that device out' }).click();
  await expect(tab.getByRole('button', { name: 'Change password' })).toBeVisible();
  await tab.getByRole('button', { name: 'Log out all others' }).click();
  await expect(tab.getByRole('button', { name: 'Log out all others' })).toBeHidden();
  await expect(tab.getByRole('heading', { name: 'That device was signed out' })).toBeFocused();
  await tab.getByRole('link', { name: 'Look at your sessions' }).click();
  await expect(tab.getByText('Only this device is signed in.')).toBeVisible();
});

test('sign-in alert link: a second link in the same tab replaces the first', async ({ page, openBrowser }) => {
  const stranger = await openBrowser(firefox);
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

test('sign-in alert link: a failed request shows the error, and the next try succeeds', async ({
  page,
  openBrowser,
}) => {
  const stranger = await openBrowser(firefox);
  const person = await intruded(page, stranger);
  const phone = await openBrowser(iphone);
  await phone.route(/alert\./, (route) => route.abort());
  await phone.goto(await linkFor(person));
  await expect(phone.getByText('Your link could not be checked')).toBeVisible({ timeout: 15_000 });
  await phone.unroute(/alert\./);
  await phone.getByRole('button', { name: 'Try again' }).click();
  await expect(phone.getByText(linux, { exact: true })).toBeVisible();
  await phone.route(/alert\./, (route) => route.abort());
  await phone.getByRole('button', { name: 'No, log that device out' }).click();
  await expect(phone.getByRole('alert')).toContainText('The server did not answer');
  await phone.unroute(/alert\./);
  await phone.getByRole('button', { name: 'No, log that device out' }).click();
  await expect(phone.getByRole('heading', { name: 'That device was signed out' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  const found = colorScheme === 'light' ? findings : colorFindings;
  test.describe(`in the ${colorScheme} theme`, () => {
    // Without animations, because axe would measure the contrast of a fading colour.
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('sign-in alerts have no axe violations in the banner, the dialog after a no, and the screens of the link', async ({
      page,
      openBrowser,
    }) => {
      test.slow();
      const person = newPerson();
      await signUp(page, person);
      await signIn(await openBrowser(firefox), person);
      const link = await linkFor(person);
      await program(page, person, 'Nightly backup');
      await expect(banner(page).getByRole('listitem')).toHaveCount(2);
      expect(await found(page)).toEqual([]);
      await no(page, 'Nightly backup').click();
      await expect(page.getByRole('alertdialog').getByText('“Nightly backup” is signed out')).toBeVisible();
      expect(await found(page)).toEqual([]);
      await page.goto(link);
      await expect(page.getByText(linux, { exact: true })).toBeVisible();
      expect(await found(page)).toEqual([]);
      await page.getByRole('button', { name: 'Yes, it was me' }).click();
      await expect(page.getByText('Thank you. It was you')).toBeVisible();
      expect(await found(page)).toEqual([]);
      await page.getByRole('button', { name: 'ask me again' }).click();
      await page.getByRole('button', { name: 'No, log that device out' }).click();
      await expect(page.getByText('That device was signed out')).toBeVisible();
      expect(await found(page)).toEqual([]);
      await page.goto('/new-device');
      await expect(page.getByText('This link was used or has expired')).toBeVisible();
      expect(await found(page)).toEqual([]);
    });
  });
}

test('sign-in alerts fit a phone of 360 pixels, with targets of 44 pixels', async ({ page, openBrowser }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const person = await intruded(page, await openBrowser(firefox));
  await program(page, person, 'x'.repeat(190));
  await expect(banner(page).getByRole('listitem')).toHaveCount(2);
  const fits = async () => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    for (const button of await page.getByRole('button').all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.height ?? 0, box?.width ?? 0), await button.innerText()).toBeGreaterThanOrEqual(44);
    }
  };
  // Without the two sign-in toasts, which have another size.
  await page.reload();
  await expect(banner(page).getByRole('listitem')).toHaveCount(2);
  await fits();
  await page.goto(await linkFor(person));
  await expect(page.getByRole('button', { name: 'Yes, it was me' })).toBeVisible();
  await fits();
});
