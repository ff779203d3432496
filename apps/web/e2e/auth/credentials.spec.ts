import { expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { newPerson, sessionCookie, signIn, signUp } from '../support/person.ts';

test('sign-up: creates an account and marks the browser as this device', async ({ page }) => {
  await signUp(page);
  await expect(page).toHaveURL('/sessions');
  await expect(page.getByText('This device', { exact: true })).toBeVisible();
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
});

test('session cookie: is HttpOnly', async ({ page, context }) => {
  await signUp(page);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const stored = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
  );
  expect(stored).not.toContain('latchkey_');
  const attributes = { httpOnly: true, sameSite: 'Lax', path: '/' };
  expect((await context.cookies()).toSorted((one, other) => one.name.localeCompare(other.name))).toMatchObject([
    { name: expect.stringMatching(/^latchkey(-\d+)?$/), ...attributes },
    { name: expect.stringMatching(/^latchkey-device(-\d+)?$/), ...attributes },
  ]);
});

test('sign-in: a wrong password shows an error and keeps the form', async ({ browser, person }) => {
  const other = await (await browser.newContext()).newPage();
  await other.goto('/signin');
  await other.getByLabel('E-mail address').fill(person.email);
  await other.getByLabel('Password', { exact: true }).fill('not this one');
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByText('E-mail address or password is incorrect')).toBeVisible();
  await expect(other.getByLabel('E-mail address')).toHaveValue(person.email);
  await other.getByLabel('Password', { exact: true }).fill(person.password);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByRole('heading', { name: 'Manage sessions' })).toBeVisible();
});

test('sign-in: focuses the e-mail field, whose text is shared with the sign-up', async ({ page }) => {
  await page.goto('/signin');
  await expect(page.getByLabel('E-mail address')).toBeFocused();
  await page.keyboard.type('ada@example.com');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await expect(page.getByRole('heading', { name: 'Create your account' })).toBeFocused();
  await expect(page.getByLabel('E-mail address')).toHaveValue('ada@example.com');
  await page.getByLabel('E-mail address').fill('bob@example.com');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByLabel('E-mail address')).toHaveValue('bob@example.com');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeFocused();
  await expect(page.getByLabel('E-mail address')).toHaveValue('bob@example.com');
  await page.reload();
  await expect(page.getByLabel('E-mail address')).toBeFocused();
});

test('sign-in: an empty field gets its problem and the focus', async ({ page }) => {
  await page.goto('/signup');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('E-mail address')).toBeFocused();
  await expect(page.getByLabel('E-mail address')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('E-mail address').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill('1234567');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await expect(page.getByText('Use at least 8 characters.')).toBeVisible();
});

test('sign-up: a taken address shows an error with a link to the sign-in', async ({ browser, person }) => {
  const other = await (await browser.newContext()).newPage();
  await other.goto('/signup');
  await other.getByLabel('E-mail address').fill(person.email.toUpperCase());
  await other.getByLabel('Password', { exact: true }).fill(person.password);
  await other.getByRole('button', { name: 'Create account' }).click();
  await expect(other.getByText('already has an account')).toBeVisible();
  await other.getByRole('link', { name: 'Sign in instead' }).click();
  await expect(other).toHaveURL('/signin');
  await expect(other.getByLabel('E-mail address')).toHaveValue(person.email.toUpperCase());
});

test('session cookie: survives a reload, and a closed browser only with remember me', async ({
  page,
  context,
  person,
}) => {
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Manage sessions' })).toBeVisible();
  await page.getByRole('button', { name: 'Log out', exact: true }).first().click();
  // Leaving the page before the answer would cancel the request.
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByLabel('Keep me signed in').uncheck();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Manage sessions' })).toBeVisible();
  // A browser drops cookies without an expiry when it closes.
  expect((await sessionCookie(context))?.expires).toBe(-1);
});

test('routes: redirect by whether there is a session, and an unknown path has a link home', async ({ page }) => {
  await page.goto('/sessions');
  await expect(page).toHaveURL('/signin');
  // The hash of the address is kept through the sign-in.
  await page.goto('/sessions#q=backup');
  await expect(page).toHaveURL('/signin#q=backup');
  await page.goto('/');
  await expect(page).toHaveURL('/signin');
  const person = newPerson();
  await signUp(page, person);
  await page.goto('/signin');
  await expect(page).toHaveURL('/sessions');
  expect((await page.goto('/nowhere'))?.status()).toBe(404);
  await page.getByRole('link', { name: 'Go to your sessions' }).click();
  await expect(page).toHaveURL('/sessions');
});

test('logout: ends the session on the server', async ({ page, context, person }) => {
  const cookie = await sessionCookie(context);
  await page.getByRole('button', { name: 'Log out', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await sessionCookie(context)).toBeUndefined();
  const answer = await page.request.get('/api/v1/user/myself', {
    headers: { authorization: `Bearer ${cookie?.value}` },
  });
  expect(answer.status()).toBe(401);
  await signIn(page, person);
});
