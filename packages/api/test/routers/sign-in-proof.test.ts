import { randomUUID } from 'node:crypto';
import { defaultRateLimits } from '@latchkey/sessions/rate-limits/rate-limiter';
import { describe, expect, it } from 'vitest';
import { TestBrowser, errorCode } from '../testing/browser.ts';
import { chrome, firefox, password, rest, sharedTestApp } from '../testing/test-app.ts';

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

const inGermany = '194.25.0.60';
const inJapan = '202.232.2.164';

const unlimited = { burst: 1000, every: 1 };
const rateLimits = { ...defaultRateLimits, signInAddress: unlimited, signUpAddress: unlimited };
const app = await sharedTestApp({ rateLimits });

/** A user on a laptop that is confirmed because the account was created there, and another, later session to end. */
async function laptopAndPhone() {
  const email = `${randomUUID()}@example.com`;
  const [laptop, phone] = [new TestBrowser(app, firefox), new TestBrowser(app, chrome)];
  for (const browser of [laptop, phone]) browser.remoteAddress = inGermany;
  await laptop.signUp(email);
  app.passTime(minute);
  await phone.signIn(email);
  app.passTime(day);
  return { email, laptop, phone };
}

const idOf = async (browser: TestBrowser) => (await browser.sessions()).find(({ isCurrent }) => isCurrent)?.id ?? 0;

/** Until when the page does not ask for the password, in milliseconds from now; null where it asks. */
async function proofOf(browser: TestBrowser) {
  const body: {
    result: { data: { proof: { endsSessionsUntil: string | null; changesPasswordUntil: string | null } } };
  } = (await browser.query('user.current')).json();
  const { endsSessionsUntil, changesPasswordUntil } = body.result.data.proof;
  const ahead = (until: string | null) =>
    until === null ? null : Date.parse(until) - app.services.sessions.cutoff().now.getTime();
  return [ahead(endsSessionsUntil), ahead(changesPasswordUntil)];
}

describe('a sign-in on a confirmed browser', () => {
  it('ends older sessions without another password for five minutes, to the second', async () => {
    const { email, laptop, phone } = await laptopAndPhone();
    await laptop.signIn(email);
    expect(await proofOf(laptop)).toEqual([5 * minute, null]);
    app.passTime(5 * minute - second);
    const tablet = new TestBrowser(app);
    const ids = [await idOf(phone)];
    expect((await laptop.mutate('session.revoke', { id: ids[0] })).statusCode).toBe(200);
    await tablet.signIn(email);
    app.passTime(second);
    expect(await proofOf(laptop)).toEqual([null, null]);
    for (const [name, input] of [
      ['session.revoke', { id: await idOf(tablet) }],
      ['session.revokeMany', { ids: [await idOf(tablet)] }],
      ['session.revokeOthers', undefined],
    ] as const)
      expect(errorCode(await laptop.mutate(name, input))).toBe('step_up_required');
    expect(await tablet.isSignedIn()).toBe(true);
  });

  it('leaves no use for a token that was copied before it', async () => {
    const { email, laptop, phone } = await laptopAndPhone();
    const copied = laptop.cookies.get('latchkey');
    await laptop.signIn(email);
    const answer = await rest(app, 'DELETE', `/user/myself/session/${await idOf(phone)}`, copied);
    expect([answer.statusCode, answer.json().error_code]).toEqual([401, 'token_incorrect']);
  });

  it('does not change the password', async () => {
    const { email, laptop } = await laptopAndPhone();
    await laptop.signIn(email);
    const change = await laptop.mutate('auth.changePassword', { newPassword: 'another good one' });
    expect(errorCode(change)).toBe('step_up_required');
  });

  it('from a country that is new to the account ends nothing older before the owner has answered', async () => {
    const { email, laptop, phone } = await laptopAndPhone();
    laptop.remoteAddress = inJapan;
    await laptop.signIn(email);
    expect(await proofOf(laptop)).toEqual([null, null]);
    expect(errorCode(await laptop.mutate('session.revoke', { id: await idOf(phone) }))).toBe('step_up_required');
  });
});

describe('a sign-in on a browser that is new to the account', () => {
  it('ends nothing older, before the owner has confirmed it and while a yes can be withdrawn', async () => {
    const { email, laptop, phone } = await laptopAndPhone();
    await laptop.signIn(email);
    await laptop.mutate('session.revokeOthers');
    const unproved = await laptopAndPhone();
    // The yes of a session whose proof is old: the link of the mail can still withdraw it.
    const alerts: { result: { data: { alerts: { id: number }[] } } } = (
      await unproved.laptop.query('alert.list')
    ).json();
    const [alert] = alerts.result.data.alerts;
    await unproved.laptop.mutate('alert.answer', { id: alert?.id, answer: 'confirmed' });
    for (const [who, browser] of [
      [email, phone],
      [unproved.email, unproved.phone],
    ] as const) {
      await browser.signIn(who);
      expect(await proofOf(browser)).toEqual([null, null]);
      expect(errorCode(await browser.mutate('session.revokeOthers'))).toBe('step_up_required');
    }
    await phone.stepUp();
    expect(await proofOf(phone)).toEqual([5 * minute, 5 * minute]);
    expect((await phone.mutate('session.revokeOthers')).statusCode).toBe(200);
  });

  it('ends older sessions once the owner has confirmed it, and no longer when that is taken back', async () => {
    const { email, laptop, phone } = await laptopAndPhone();
    await phone.signIn(email);
    await laptop.stepUp();
    const alerts: { result: { data: { alerts: { id: number }[] } } } = (await laptop.query('alert.list')).json();
    const id = alerts.result.data.alerts[0]?.id;
    expect(await proofOf(phone)).toEqual([null, null]);
    await laptop.mutate('alert.answer', { id, answer: 'confirmed' });
    expect(await proofOf(phone)).toEqual([5 * minute, null]);
    await laptop.mutate('alert.answer', { id, answer: null });
    expect(await proofOf(phone)).toEqual([null, null]);
    expect(errorCode(await phone.mutate('session.revoke', { id: await idOf(laptop) }))).toBe('step_up_required');
  });
});

describe('a change of the password with the current one', () => {
  const change = (browser: TestBrowser, currentPassword: string | null) =>
    browser.mutate('auth.changePassword', { currentPassword, newPassword: 'another good one' });

  it('is one request, at any age of the session, and ends every other session', async () => {
    const { email, laptop, phone } = await laptopAndPhone();
    const before = laptop.cookies.get('latchkey');
    expect((await change(laptop, password)).statusCode).toBe(200);
    expect(laptop.cookies.get('latchkey')).not.toBe(before);
    expect(await proofOf(laptop)).toEqual([5 * minute, 5 * minute]);
    expect(await phone.end()).toMatchObject({ reason: 'password_changed' });
    expect((await new TestBrowser(app).signIn(email, 'another good one')).statusCode).toBe(200);
  });

  it('changes nothing where it is wrong, is in the history, and is limited like a step-up', async () => {
    const { email, laptop, phone } = await laptopAndPhone();
    for (let tries = 0; tries < 10; tries += 1)
      expect(errorCode(await change(laptop, 'not this one'))).toBe('password_incorrect');
    expect(errorCode(await change(laptop, password))).toBe('rate_limited');
    expect(errorCode(await laptop.stepUp())).toBe('rate_limited');
    const history: { result: { data: { entries: { kind: string }[] } } } = (
      await laptop.query('history.list', { limit: 3 })
    ).json();
    expect(history.result.data.entries.map(({ kind }) => kind)).toEqual(Array(3).fill('step_up_failed'));
    expect(await phone.isSignedIn()).toBe(true);
    expect((await new TestBrowser(app).signIn(email)).statusCode).toBe(200);
  });

  it('is refused by a wrong one also where the session has just stepped up', async () => {
    const { laptop } = await laptopAndPhone();
    await laptop.stepUp();
    expect(errorCode(await change(laptop, 'not this one'))).toBe('password_incorrect');
    expect((await change(laptop, null)).statusCode).toBe(200);
  });
});
