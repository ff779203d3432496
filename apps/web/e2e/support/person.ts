import { randomUUID } from 'node:crypto';
import { type BrowserContext, type Cookie, type Page, expect } from '@playwright/test';

export interface Person {
  readonly email: string;
  readonly password: string;
}

export const newPerson = (): Person => ({ email: `${randomUUID()}@example.com`, password: 'correct horse battery' });

/** `basePath`: where the page is, if not at the root. */
export async function signUp(page: Page, person: Person = newPerson(), basePath = ''): Promise<Person> {
  await page.goto(`${basePath}/signup`);
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'Manage sessions' })).toBeVisible();
  return person;
}

export async function signIn(page: Page, { email, password }: Person, patience = {}, basePath = ''): Promise<void> {
  await page.goto(`${basePath}/signin`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Manage sessions' })).toBeVisible(patience);
}

/**
 * As if the last password of this page had been typed more than five minutes ago: the page asks for it again. The server would
 * accept the older proof.
 */
export async function outliveProof(page: Page): Promise<void> {
  await page.route(/user\.current/, async (route) => {
    const pattern = /"(endsSessionsUntil|changesPasswordUntil)":"[^"]+"/g;
    try {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(pattern, '"$1":null') });
    } catch {
      // A test may close the page while it asks. A page that is open and gets no answer fails its test by itself.
    }
  });
  await page.reload();
}

/** Ends `outliveProof`: the page learns from the server again until when the last password counts. */
export async function renewProof(page: Page): Promise<void> {
  await page.unroute(/user\.current/);
  await page.reload();
}

/** Answers the step-up dialog. */
export async function prove(page: Page, { password }: Person): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Confirm it’s you' });
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog).toBeHidden();
}

/** The pattern of the name of the browser that runs the tests. */
export const itself = String.raw`(?:Headless )?\S+ \d+ on (Windows|macOS)`;
/** The same in the heading of its row, which has no version. */
export const itselfBriefly = String.raw`(?:Headless )?\S+ on (Windows|macOS)`;

export const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
export const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1';

/** Signs a program in over REST. Without a name it is known by its user agent. */
export async function program(
  page: Page,
  { email, password }: Person,
  name: string | undefined,
  userAgent = 'curl/8.5.0',
): Promise<string> {
  const answer = await page.request.post('/api/v1/auth/signin', {
    data: { email, password, stay_logged_in: true, session_information: name },
    headers: { 'user-agent': userAgent },
  });
  const { session_token: token }: { session_token: string } = JSON.parse(await answer.text());
  return token;
}

/** Logs a program out. */
export async function logOutProgram(page: Page, token: string): Promise<void> {
  const answer = await page.request.post('/api/v1/user/myself/session/logoutCurrentSession', {
    data: { session_token: token },
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status()).toBe(200);
}

/** Whether a program's token is valid. */
export async function isAlive(page: Page, token: string): Promise<boolean> {
  const answer = await page.request.get('/api/v1/user/myself', { headers: { authorization: `Bearer ${token}` } });
  return answer.status() === 200;
}

/** The cookie with the session's token. The other cookie identifies the device. */
export async function sessionCookie(context: BrowserContext): Promise<Cookie | undefined> {
  return (await context.cookies()).find(({ name }) => /^latchkey(-\d+)?$/.test(name));
}

/** Answers all open sign-in alerts with yes. */
export async function confirmAll(page: Page): Promise<void> {
  const ask = (path: string, data?: unknown) =>
    page.request.fetch(`/api/trpc/${path}`, data === undefined ? {} : { method: 'POST', data });
  const { result }: { result: { data: { alerts: { id: number }[] } } } = JSON.parse(
    await (await ask('alert.list')).text(),
  );
  for (const { id } of result.data.alerts) {
    expect((await ask('alert.answer', { id, answer: 'confirmed' })).status()).toBe(200);
  }
  await page.reload();
}
