import { type Page, expect } from '@playwright/test';
import { beforeNextPoll, test } from '../support/fixtures.ts';
import { findings } from '../support/axe.ts';
import { expectToSurvive } from '../support/linked-page.ts';
import { linkTo } from '../support/mail.ts';
import { type Person, firefox, iphone, newPerson, program, signUp } from '../support/person.ts';

// Several browsers and many page loads, on a machine that may be busy.
test.slow();

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const isLive = (page: Page) => expect(page.getByText('Live. Changes show as they happen')).toBeVisible();
const newPassword = 'a better battery';

/** Requests a new password from the sign-in form, where the address has been typed already. */
async function forget(page: Page, { email }: Person) {
  await page.goto('/signin');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(heading(page, 'Forgot your password?')).toBeFocused();
  await expect(page.getByLabel('E-mail address')).toHaveValue(email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(heading(page, 'Check your mail')).toBeFocused();
}

test('recovery link: sets a password, survives reload, Back and a change of language, and works once', async ({
  page,
  person,
  signInOn,
  openBrowser,
}) => {
  const other = await signInOn(firefox);
  const phone = await openBrowser(iphone);
  await forget(phone, person);
  const link = await linkTo('/recovery', person);

  const tab = await phone.context().newPage();
  const asked: string[] = [];
  tab.on('request', (request) => asked.push(`${request.url()} ${JSON.stringify(request.headers())}`));
  await tab.goto(link);
  await expectToSurvive(tab, async (language) => {
    const title = { en: 'Choose a new password', de: 'Wählen Sie ein neues Passwort' }[language];
    await expect(heading(tab, title)).toBeVisible();
    await expect(tab).toHaveTitle(`${title} – Latchkey`);
    await expect(tab.getByRole('main')).toContainText(person.email);
    await expect(tab.getByLabel({ en: 'New password', de: 'Neues Passwort' }[language])).toBeVisible();
  });
  // Opening the link several times has logged nothing out.
  await isLive(page);
  await isLive(other);

  await tab.getByLabel('New password').fill('short');
  await tab.getByRole('button', { name: 'Set the new password' }).click();
  await expect(tab.getByLabel('New password')).toBeFocused();
  await expect(tab.getByText('Use at least 8 characters.')).toBeVisible();
  await tab.getByLabel('New password').fill(newPassword);
  await tab.getByRole('button', { name: 'Set the new password' }).click();
  await expect(heading(tab, 'Your new password is set')).toBeFocused();
  for (const thrownOut of [page, other]) {
    await expect(thrownOut.getByText(/Your password was changed .*, and every other device was signed out/)).toBeVisible(beforeNextPoll); // prettier-ignore
  }
  const secret = link.split('#')[1] ?? '-';
  expect(asked.filter((request) => request.includes(secret))).toEqual([]);

  await tab.getByRole('link', { name: 'Sign in' }).click();
  await expect(tab.getByLabel('E-mail address')).toHaveValue(person.email);
  await tab.getByLabel('Password', { exact: true }).fill(person.password);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await expect(tab.getByText('E-mail address or password is incorrect.')).toBeVisible();
  await tab.getByLabel('Password', { exact: true }).fill(newPassword);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await expect(heading(tab, 'Manage sessions')).toBeVisible();

  // In the same tab, a link that differs in its hash does not load the page.
  await phone.goto(link);
  await expect(heading(phone, 'This link was used or has expired')).toBeVisible();
  await phone.getByRole('button', { name: 'Ask for a new link' }).click();
  await expect(heading(phone, 'Forgot your password?')).toBeFocused();
});

test('recovery request: answers alike for an unknown address, and keeps next', async ({ page }) => {
  const nobody = newPerson();
  await forget(page, nobody);
  await expect(page.getByText(`If there is an account with ${nobody.email}, a mail with a link is on its way.`)).toBeVisible(); // prettier-ignore
  await page.getByRole('button', { name: 'Enter the address again' }).click();
  await expect(heading(page, 'Forgot your password?')).toBeFocused();
  await page.getByLabel('E-mail address').fill('nobody');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByLabel('E-mail address')).toBeFocused();
  await expect(page.getByText('This is not a complete e-mail address.')).toBeVisible();

  await page.goto('/signin?next=%2Fhistory');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByRole('link', { name: 'Back to sign in' }).click();
  await expect(heading(page, 'Sign in')).toBeFocused();
  expect(new URL(page.url()).search).toBe('?next=%2Fhistory');
});

test('recovery link: is loaded again in the same tab, and an invalid one does not block a new request', async ({
  page,
  person,
}) => {
  await page.context().clearCookies();
  await forget(page, person);
  const link = await linkTo('/recovery', person);
  await page.goto(link);
  await page.getByLabel('New password').fill(newPassword);
  await page.getByRole('button', { name: 'Set the new password' }).click();
  await expect(heading(page, 'Your new password is set')).toBeVisible();
  await page.goto(link);
  await expect(heading(page, 'This link was used or has expired')).toBeVisible();
  await page.reload();
  await expect(heading(page, 'Forgot your password?')).toBeVisible();
});

test('verification link: confirms the address, also on an open page', async ({ page, person, openBrowser }) => {
  await expect(page.getByText('Not confirmed yet.')).toBeVisible();
  const first = await linkTo('/verification', person);
  await page.getByRole('button', { name: 'Send the mail again' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'A mail is on its way to you' })).toBeVisible();
  const link = await linkTo('/verification', person);
  const phone = await openBrowser(iphone);
  await phone.goto(first);
  await expect(heading(phone, 'This link was used or has expired')).toBeVisible();
  await phone.goto(link);
  await expectToSurvive(phone, async (language) => {
    await expect(heading(phone, { en: 'Is this your address?', de: 'Ist das Ihre E-Mail-Adresse?' }[language])).toBeVisible(); // prettier-ignore
    await expect(phone.getByRole('main')).toContainText(person.email);
  });
  await expect(page.getByText('Not confirmed yet.')).toBeVisible();
  await phone.getByRole('button', { name: 'Yes, confirm my address' }).click();
  await expect(heading(phone, 'Your address is confirmed')).toBeFocused();

  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await expect(page.getByText('Confirmed. If you forget your password, a mail to it gets you back in.')).toBeVisible();
  await expect(page.getByText('A mail is on its way to you')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Send the mail again' })).toBeHidden();
  // A confirmed owner cannot be disowned by the mail's other link.
  await phone.goto(link.replace('/verification', '/not-mine'));
  await expect(heading(phone, 'This link was used or has expired')).toBeVisible();
});

test.describe('on a phone of 390 pixels in the dark', () => {
  // Without animations, because axe would measure the contrast of a fading colour.
  test.use({ viewport: { width: 390, height: 844 }, colorScheme: 'dark', contextOptions: { reducedMotion: 'reduce' } });

  test('the screens of mail links have no axe violations and fit the phone', async ({ page, browser }) => {
    const look = async (on: Page, name: string) => {
      await expect(heading(on, name)).toBeVisible();
      expect(await findings(on), name).toEqual([]);
      expect(await on.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(390);
    };
    const person = await signUp(page);
    await expect(page.getByText('Not confirmed yet.')).toBeVisible();
    await look(page, 'Manage sessions');
    const verification = await linkTo('/verification', person);
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
    const phone = await context.newPage();
    await phone.goto(verification);
    await look(phone, 'Is this your address?');
    await phone.getByRole('link', { name: 'This account is not mine' }).click();
    await look(phone, 'Is this account not yours?');

    await phone.goto('/signin');
    await phone.getByLabel('E-mail address').fill(person.email);
    await look(phone, 'Sign in');
    await phone.getByRole('link', { name: 'Forgot your password?' }).click();
    await look(phone, 'Forgot your password?');
    await phone.getByRole('button', { name: 'Send the link' }).click();
    await look(phone, 'Check your mail');
    await phone.goto(await linkTo('/recovery', person));
    await look(phone, 'Choose a new password');
    await phone.getByRole('button', { name: 'Set the new password' }).click();
    await expect(phone.getByText('Enter your password.')).toBeVisible();
    await look(phone, 'Choose a new password');
    await phone.getByLabel('New password').fill(newPassword);
    await phone.getByRole('button', { name: 'Set the new password' }).click();
    await look(phone, 'Your new password is set');
    await look(page, 'Sign in');

    // The recovery link has confirmed the address, so that the links of the earlier mail are invalid.
    await phone.goto(verification);
    await look(phone, 'This link was used or has expired');

    // Every mail to an unverified address has such a link, also one about a sign-in.
    const stranger = await signUp(page);
    await program(page, stranger, 'Nightly backup');
    await phone.goto(await linkTo('/new-device', stranger));
    await look(phone, 'Was this you?');
    await phone.getByRole('link', { name: 'This account is not mine' }).click();
    await phone.getByRole('button', { name: 'Remove this account' }).click();
    await expect(heading(phone, 'The account is removed')).toBeFocused();
    await look(phone, 'The account is removed');
    await expect(page.getByRole('region', { name: 'You are signed out' })).toBeVisible();
  });
});
