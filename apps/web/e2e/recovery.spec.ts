import { type Page, expect, test } from '@playwright/test';
import { findings } from './axe.ts';
import { expectToSurvive } from './linked-page.ts';
import { linkTo } from './mail.ts';
import { type Person, anotherBrowser, firefox, iphone, newPerson, program, signIn, signUp } from './person.ts';

/** What happens elsewhere is to be seen within a second. */
const soon = { timeout: 1_000 };

// Several browsers and many page loads, on a machine that may be busy.
test.slow();

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const isLive = (page: Page) => expect(page.getByText('Live. Changes show as they happen')).toBeVisible();
const newPassword = 'a better battery';

/** Asks for a new password from the form for signing in, where the address has been typed already. */
async function forget(page: Page, { email }: Person) {
  await page.goto('/signin');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(heading(page, 'Forgot your password?')).toBeFocused();
  await expect(page.getByLabel('E-mail address')).toHaveValue(email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(heading(page, 'Check your mail')).toBeFocused();
}

test('a forgotten password is replaced through a link that survives reload, Back and another language, and works once', async ({
  page,
  browser,
}) => {
  const person = await signUp(page);
  const other = await anotherBrowser(browser, firefox);
  await signIn(other, person);
  const phone = await anotherBrowser(browser, iphone);
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
  // Opening it, again and again, has logged nothing out.
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
    await expect(thrownOut.getByText(/Your password was changed .*, and every other device was logged out/)).toBeVisible(soon); // prettier-ignore
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

  // In the tab that asked for it, a link with another part behind the # loads nothing by itself.
  await phone.goto(link);
  await expect(heading(phone, 'This link does nothing now')).toBeVisible();
  await phone.getByRole('button', { name: 'Ask for a new link' }).click();
  await expect(heading(phone, 'Forgot your password?')).toBeFocused();
});

test('asking for a new password says the same of an address without an account, and leads back to where one wanted to go', async ({
  page,
}) => {
  const nobody = newPerson();
  await forget(page, nobody);
  await expect(page.getByText(`If there is an account with ${nobody.email}, a mail with a link is on its way.`)).toBeVisible(); // prettier-ignore
  await page.getByRole('button', { name: 'Enter the address again' }).click();
  await expect(heading(page, 'Forgot your password?')).toBeFocused();
  await page.getByLabel('E-mail address').fill('nobody');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByLabel('E-mail address')).toBeFocused();
  await expect(page.getByText('This is not an e-mail address yet.')).toBeVisible();

  await page.goto('/signin?next=%2Fhistory');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByRole('link', { name: 'Back to sign in' }).click();
  await expect(heading(page, 'Sign in')).toBeFocused();
  expect(new URL(page.url()).search).toBe('?next=%2Fhistory');
});

test('a link is looked up again where it is opened once more in the same tab, and is in the way of no new request', async ({
  page,
}) => {
  const person = await signUp(page);
  await page.context().clearCookies();
  await forget(page, person);
  const link = await linkTo('/recovery', person);
  await page.goto(link);
  await page.getByLabel('New password').fill(newPassword);
  await page.getByRole('button', { name: 'Set the new password' }).click();
  await expect(heading(page, 'Your new password is set')).toBeVisible();
  await page.goto(link);
  await expect(heading(page, 'This link does nothing now')).toBeVisible();
  await page.reload();
  await expect(heading(page, 'Forgot your password?')).toBeVisible();
});

test('the link of the verification mail marks the address as confirmed, on the open page too when one returns to it', async ({
  page,
  browser,
}) => {
  const person = await signUp(page);
  await expect(page.getByText('Not confirmed yet.')).toBeVisible();
  const first = await linkTo('/verification', person);
  await page.getByRole('button', { name: 'Send the mail again' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'A mail is on its way to you' })).toBeVisible();
  const link = await linkTo('/verification', person);
  const phone = await anotherBrowser(browser, iphone);
  await phone.goto(first);
  await expect(heading(phone, 'This link does nothing now')).toBeVisible();
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
  // Whoever confirmed it owns the account: the mail's other link removes nothing now.
  await phone.goto(link.replace('/verification', '/not-mine'));
  await expect(heading(phone, 'This link does nothing now')).toBeVisible();
});

test.describe('on a phone of 390 pixels in the dark', () => {
  // Axe measures contrast: a colour in the middle of a fade would be no finding of a person's.
  test.use({ viewport: { width: 390, height: 844 }, colorScheme: 'dark', contextOptions: { reducedMotion: 'reduce' } });

  test('axe finds nothing on the screens of the mails, and nothing is wider than the phone', async ({
    page,
    browser,
  }) => {
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

    // The mail with the link to a new password has proved the address, and so the links of the mail before do nothing.
    await phone.goto(verification);
    await look(phone, 'This link does nothing now');

    // Every mail to an address that is not verified leads there, also one about a sign-in.
    const stranger = await signUp(page);
    await program(page, stranger, 'Nightly backup');
    await phone.goto(await linkTo('/new-device', stranger));
    await look(phone, 'Was this you?');
    await phone.getByRole('link', { name: 'This account is not mine' }).click();
    await phone.getByRole('button', { name: 'Remove this account' }).click();
    await expect(heading(phone, 'The account is removed')).toBeFocused();
    await look(phone, 'The account is removed');
    await expect(page.getByRole('region', { name: 'You are logged out' })).toBeVisible();
  });
});
