import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { TestBrowser, errorCode } from '../testing/browser.ts';
import { chrome, firefox, password, rest, sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp({ limits: { perUser: 2, programsPerUser: 1, atLimit: 'refuse' } });

it('a sign-in beyond the limit is refused with the right password only, and shown in the history', async () => {
  const email = `${randomUUID()}@example.com`;
  const [first, second, third] = [new TestBrowser(app), new TestBrowser(app, chrome), new TestBrowser(app, chrome)];
  await first.signUp(email);
  await second.signIn(email);
  const refused = await third.signIn(email);
  expect([refused.statusCode, errorCode(refused)]).toEqual([409, 'session_limit_reached']);
  const wrong = await third.mutate('auth.signIn', { email, password: 'wrong' });
  expect(errorCode(wrong)).toBe('credentials_incorrect');
  for (const browser of [first, second]) expect(await browser.isSignedIn()).toBe(true);
  const { result } = (await first.query('history.list', { kinds: ['sign_in_failed'] })).json();
  expect(result.data.entries).toHaveLength(2);
  // A browser that signs in again replaces its own session.
  expect((await second.signIn(email)).statusCode).toBe(200);
  await first.mutate('session.logout');
  expect((await third.signIn(email)).statusCode).toBe(200);
});

it('programs have a limit of their own, and are refused over REST', async () => {
  const { email } = await app.signUp(firefox);
  const payload = { email, password };
  const refused = await rest(app, 'POST', '/auth/signin', undefined, { payload });
  expect([refused.statusCode, refused.json().error_code]).toEqual([409, 'session_limit_reached']);
  expect((await new TestBrowser(app).signIn(email)).statusCode).toBe(200);
});
