import { randomUUID } from 'node:crypto';
import type { SignInNotice } from '@latchkey/sessions/mail/mail';
import { MailCatcher } from '../testing/mail-catcher.ts';
import { describe, expect, it } from 'vitest';
import { TestBrowser, errorCode } from '../testing/browser.ts';
import { chrome, firefox, password, openTestApp, rest, trpc, sharedTestApp } from '../testing/test-app.ts';

const hour = 60 * 60 * 1000;

const app = await sharedTestApp();

const newEmail = () => `${randomUUID()}@example.com`;
const asking = (language: string) => ({ 'accept-language': language });
const signUp = (browser: TestBrowser, email: string, headers = {}) =>
  browser.mutate('auth.signUp', { email, password, rememberMe: true }, headers);
const signIn = (browser: TestBrowser, email: string, headers = {}) =>
  browser.mutate('auth.signIn', { email, password, rememberMe: true }, headers);
const choose = (browser: TestBrowser, language: string) => browser.mutate('user.setLanguage', { language });

/** The due mails of a user, the oldest first. */
async function mailsTo(email: string): Promise<SignInNotice[]> {
  const catcher = new MailCatcher(app);
  await catcher.to(email);
  return catcher.signInMails.filter((mail) => mail.email === email);
}

/** What the mail is written in about a new browser, which speaks Polish. */
async function languageOfMailTo(email: string): Promise<string | null | undefined> {
  app.passTime(1000);
  await signIn(new TestBrowser(app, chrome), email, asking('pl'));
  return (await mailsTo(email)).at(-1)?.language;
}

describe('the language of a mail is', () => {
  it.each([
    ['what the browser liked best at sign-up', asking('de-AT,de;q=0.9,en;q=0.8'), '', 'de'],
    ['what had been chosen on the page before', asking('de'), 'ar', 'ar'],
    ['what the browser liked, where something unknown had been chosen', asking('it'), '../en', 'it'],
    ['English, where the page could speak nothing else', asking('nl'), '', 'en'],
    ['English, where the browser said nothing', {}, '', 'en'],
  ])('%s', async (_what, headers, chosen, language) => {
    const [owner, email] = [new TestBrowser(app), newEmail()];
    owner.cookies.set('latchkey-language', chosen);
    await signUp(owner, email, headers);
    expect(await languageOfMailTo(email)).toBe(language);
  });

  // As the page is.
  it.each([
    ['the one that is offered', asking('en,fr;q=0.8'), 'fr'],
    ['the first one offered', asking('nl'), 'de'],
    ['the first one offered', {}, 'de'],
  ])('%s, of what the browser asks for', async (_what, headers, language) => {
    await using few = await openTestApp({ database: app.database, languages: ['de', 'fr'] });
    const email = newEmail();
    await signUp(new TestBrowser(few), email, headers);
    expect(await languageOfMailTo(email)).toBe(language);
  });

  it('the one that its owner chose while signed in', async () => {
    const [owner, email] = [new TestBrowser(app), newEmail()];
    await signUp(owner, email, asking('de'));
    expect((await choose(owner, 'ja')).statusCode).toBe(200);
    expect(await languageOfMailTo(email)).toBe('ja');
  });

  it('the one of a known browser at its next sign-in', async () => {
    const [owner, email] = [new TestBrowser(app), newEmail()];
    await signUp(owner, email, asking('de'));
    await signIn(owner, email, asking('fr'));
    expect(await languageOfMailTo(email)).toBe('fr');
  });

  it('unchanged by a thief', async () => {
    const [owner, thief, email] = [new TestBrowser(app, firefox), new TestBrowser(app, chrome), newEmail()];
    await signUp(owner, email, asking('de'));
    app.passTime(1000);
    thief.cookies.set('latchkey-language', 'tr');
    await signIn(thief, email, asking('tr'));
    // It is answered as it is answered to the owner: a thief learns nothing of being in question.
    expect((await choose(thief, 'tr')).body).toBe((await choose(owner, 'de')).body);
    expect((await mailsTo(email)).map(({ language }) => language)).toEqual(['de']);
    await signIn(thief, email, asking('tr'));
    await thief.stepUp();
    await choose(thief, 'tr');
    expect(await languageOfMailTo(email)).toBe('de');
  });

  it('the one of the program that signed up, and unchanged by the sign-in of another', async () => {
    const email = newEmail();
    const signs = (path: string, language: string) =>
      rest(app, 'POST', path, undefined, { payload: { email, password }, headers: asking(language) });
    await signs('/auth/signup', 'es');
    for (let times = 0; times < 3; times += 1) await signs('/auth/signin', 'tr');
    expect(await languageOfMailTo(email)).toBe('es');
  });

  it('unchanged by a program', async () => {
    const { email, token } = await app.signUp();
    app.passTime(hour);
    expect((await trpc(app, 'mutation', 'user.setLanguage', token, { language: 'it' })).statusCode).toBe(200);
    expect(await languageOfMailTo(email)).toBe('en');
  });
});

it.each(['nl', 'DE', 'de-AT', '', null, 7])('%j is no language', async (language) => {
  const owner = new TestBrowser(app);
  await signUp(owner, newEmail());
  expect(errorCode(await owner.mutate('user.setLanguage', { language }))).toBe('validation_failed');
});

it('a mail has the country that the device signed in from', async () => {
  const email = newEmail();
  await signUp(new TestBrowser(app), email);
  app.passTime(1000);
  for (const [remoteAddress, place] of [
    ['194.25.0.60', { kind: 'country', country: 'DE' }],
    ['192.168.1.7', { kind: 'private', country: null }],
    ['203.0.113.7', { kind: 'unknown', country: null }],
  ] as const) {
    await app.http.inject({
      method: 'POST',
      url: '/api/trpc/auth.signIn',
      payload: { email, password },
      remoteAddress,
    });
    expect(await mailsTo(email)).toMatchObject([{ alerts: [{ ip: remoteAddress, location: place }] }]);
  }
});
