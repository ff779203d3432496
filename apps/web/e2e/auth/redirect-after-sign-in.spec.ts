import { type Page, expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { newPerson, signUp } from '../support/person.ts';

/** An application on the same origin: it answers the paths that are not Latchkey's. */
async function applicationBeside(page: Page): Promise<void> {
  await page.route(
    ({ pathname }) => pathname === '/invoices',
    async (route) => {
      await route.fulfill({ contentType: 'text/html', body: `<h1>Invoices</h1><a href="/sessions">Your devices</a>` });
    },
  );
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('redirect after sign-in: returns to the address in next', async ({ page, browser }) => {
  const { email, password } = await signUp(page);
  const other = await (await browser.newContext()).newPage();
  await applicationBeside(other);
  await other.goto(`/signin?next=${encodeURIComponent('/invoices?page=2')}`);
  await other.getByLabel('E-mail address').fill(email);
  await other.getByLabel('Password', { exact: true }).fill('not this one');
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByText('E-mail address or password is incorrect')).toBeVisible();
  await other.getByLabel('Password', { exact: true }).fill(password);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(heading(other)).toHaveText('Invoices');
  await expect(other).toHaveURL('/invoices?page=2');
  await other.getByRole('link', { name: 'Your devices' }).click();
  await expect(heading(other)).toHaveText('Manage sessions');
  // Back does not lead to the sign-in form.
  await other.goBack();
  await expect(heading(other)).toHaveText('Invoices');
});

test('redirect after sign-in: returns to the address in next after a sign-up', async ({ page }) => {
  await applicationBeside(page);
  const { email, password } = newPerson();
  await page.goto('/signin?next=/invoices');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page).toHaveURL('/invoices');
});

test('redirect after sign-in: an existing session returns at once', async ({ page }) => {
  await applicationBeside(page);
  await signUp(page);
  await page.goto('/signin?next=/invoices');
  await expect(page).toHaveURL('/invoices');
});

test('redirect after sign-in: stops a loop with an application that does not see the session', async ({ page }) => {
  await signUp(page);
  let visits = 0;
  await page.route(
    ({ pathname }) => pathname === '/invoices',
    async (route) => {
      visits += 1;
      await route.fulfill({ status: 302, headers: { location: '/signin?next=/invoices' } });
    },
  );
  await page.goto('/invoices');
  await expect(heading(page)).toHaveText('Manage sessions');
  await expect(page).toHaveURL('/sessions');
  expect(visits).toBe(4);
});

test('redirect after sign-in: ignores a next of another origin', async ({ page }) => {
  await signUp(page);
  for (const next of ['//evil.example/', '/\\evil.example', 'https://evil.example/', 'javascript:alert(1)']) {
    await page.goto(`/signin?next=${encodeURIComponent(next)}`);
    await expect(heading(page)).toHaveText('Manage sessions');
    await expect(page).toHaveURL('/sessions');
  }
});

test('logo: leads to the path / without the router', async ({ page }) => {
  await signUp(page);
  await page.route(
    ({ pathname }) => pathname === '/',
    (route) => route.fulfill({ contentType: 'text/html', body: '<h1>The start</h1>' }),
  );
  await page.getByRole('banner').getByRole('link', { name: 'Latchkey' }).click();
  await expect(heading(page)).toHaveText('The start');
});
