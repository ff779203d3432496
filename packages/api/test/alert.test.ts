import { randomBytes, randomUUID } from 'node:crypto';
import type { SignInNotice } from '@latchkey/sessions/mailer';
import { Postman } from '@latchkey/sessions/postman';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser, refusalCode } from './browser.ts';
import { MailCatcher } from './mail-catcher.ts';
import { type TestApp, chrome, firefox, openTestApp, password, rest, trpc } from './test-app.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

/** Somebody in a browser of theirs, a stranger who knows their password, and the mail about it. */
async function intruded() {
  const email = `${randomUUID()}@example.com`;
  const [owner, stranger] = [new TestBrowser(app, firefox), new TestBrowser(app, chrome)];
  await owner.signUp(email);
  app.passTime(minute);
  await stranger.signIn(email);
  const mails: SignInNotice[] = [];
  const mailer = { send: async (notice: SignInNotice) => void mails.push(notice) };
  const clock = () => app.services.sessions.liveAt().now;
  const { places } = app.services;
  const postman = new Postman({
    outbox: app.database.outbox,
    budget: app.services.budget,
    mailer,
    places,
    clock,
    random: randomBytes,
  });
  await postman.deliver(new AbortController().signal);
  const mail = mails.find((one) => one.email === email);
  if (!mail) throw new Error('There should be a mail');
  return { email, owner, stranger, mail, link: mail.link };
}

interface Alert {
  readonly id: number;
  readonly isLive: boolean;
}

async function alertsOn(browser: TestBrowser): Promise<Alert[]> {
  const body: { result: { data: { alerts: Alert[] } } } = (await browser.query('alert.list')).json();
  return body.result.data.alerts;
}

const onlyAlert = async (browser: TestBrowser): Promise<number> => (await alertsOn(browser))[0]?.id ?? 0;
const answer = (browser: TestBrowser, id: number, given: string | null) =>
  browser.mutate('alert.answer', { id, answer: given });

/** Nobody who is signed in. */
const visitor = () => new TestBrowser(app);
const byLink = (link: string, given: string | null) => visitor().mutate('alert.answerByLink', { link, answer: given });

describe('a mail about a sign-in to an account that is not the reader’s', () => {
  const disown = (link: string) => visitor().mutate('verification.disown', { link });

  it('removes the account by its link, also after an answer, unless the address is verified', async () => {
    const { email, owner, mail, link } = await intruded();
    expect(mail.isVerified).toBe(false);
    expect((await visitor().mutate('alert.readByLink', { link })).json().result.data.isVerified).toBe(false);
    const read = await visitor().mutate('verification.readByLink', { link, purpose: 'disown' });
    expect(read.json().result.data).toEqual({ email, isVerified: false });
    expect(refusalCode(await visitor().mutate('verification.confirm', { link }))).toBe('account_link_unusable');
    await byLink(link, 'denied');
    expect((await disown(link)).statusCode).toBe(200);
    expect(await owner.isSignedIn()).toBe(false);
    expect(await app.database.users.findByEmail(email)).toBe(null);
    expect(refusalCode(await disown(link))).toBe('account_link_unusable');
  });

  it('leaves a verified account alone, and one whose mail is older than seven days', async () => {
    const [verified, old] = [await intruded(), await intruded()];
    const { link } = await new MailCatcher(app).last(verified.email, 'verification');
    expect((await visitor().mutate('verification.confirm', { link })).statusCode).toBe(200);
    expect(refusalCode(await disown(verified.link))).toBe('account_link_unusable');
    app.passTime(7 * day);
    expect(refusalCode(await disown(old.link))).toBe('account_link_unusable');
    for (const { email } of [verified, old]) expect(await app.database.users.findByEmail(email)).not.toBe(null);
  });
});

describe('the question on another device', () => {
  it('names the new device, when and from where, and is asked of no device that is in question itself', async () => {
    const { owner, stranger, email } = await intruded();
    expect(await alertsOn(owner)).toMatchObject([
      {
        device: { software: 'Chrome', version: '77' },
        ownersName: null,
        selfName: null,
        address: '127.0.0.1',
        isLive: true,
      },
    ]);
    expect(await alertsOn(stranger)).toEqual([]);
    const accomplice = new TestBrowser(app, chrome);
    await accomplice.signIn(email);
    expect(await alertsOn(accomplice)).toEqual([]);
    const id = await onlyAlert(owner);
    for (const browser of [stranger, accomplice]) {
      await browser.stepUp();
      for (const given of ['confirmed', 'denied', null]) {
        expect(refusalCode(await answer(browser, id, given))).toBe('alert_not_found');
      }
    }
  });

  it('is never asked of a program, nor answered by one, for anybody can call themself by its name', async () => {
    const { owner, email } = await intruded();
    const about = await onlyAlert(owner);
    const token = await app.signIn(email, 'curl/8.5.0');
    await answer(owner, (await alertsOn(owner)).find(({ id }) => id !== about)?.id ?? 0, 'confirmed');
    app.passTime(60 * minute);
    const seen: { result: { data: { alerts: Alert[] } } } = (await trpc(app, 'query', 'alert.list', token)).json();
    expect(seen.result.data.alerts).toEqual([]);
    for (const given of ['confirmed', 'denied', null]) {
      const answered = await trpc(app, 'mutation', 'alert.answer', token, { id: about, answer: given });
      expect(refusalCode(answered)).toBe('alert_not_found');
    }
    expect(await onlyAlert(owner)).toBe(about);
  });

  it('is not asked of it either when it knows the password, or shows its token in a cookie', async () => {
    const { owner, email } = await intruded();
    await answer(owner, await onlyAlert(owner), 'confirmed');
    await app.signIn(email, 'curl/8.5.0');
    await answer(owner, await onlyAlert(owner), 'confirmed');
    const mimic = new TestBrowser(app);
    mimic.cookies.set('latchkey', await app.signIn(email, 'curl/8.5.0'));
    await new TestBrowser(app, chrome).signIn(email);
    const id = await onlyAlert(owner);
    for (let proofs = 0; proofs < 2; proofs += 1) {
      expect(await alertsOn(mimic)).toEqual([]);
      expect(refusalCode(await answer(mimic, id, 'confirmed'))).toBe('alert_not_found');
      await mimic.stepUp();
    }
    expect(await alertsOn(owner)).toHaveLength(1);
  });

  it('is asked about a program that says of itself what a browser of the account says', async () => {
    const { owner, email } = await intruded();
    await answer(owner, await onlyAlert(owner), 'confirmed');
    await app.signIn(email, chrome);
    expect(await alertsOn(owner)).toHaveLength(1);
    await answer(owner, await onlyAlert(owner), 'confirmed');
    await app.signIn(email, firefox);
    expect(await alertsOn(owner)).toHaveLength(1);
  });

  it('is about all that signed in under the name of a program in question, and so is its no', async () => {
    const { owner, email } = await intruded();
    await answer(owner, await onlyAlert(owner), 'confirmed');
    const tokens = [await app.signIn(email, 'curl/8.5.0'), await app.signIn(email, 'curl/8.5.0')];
    const id = await onlyAlert(owner);
    app.passTime(60 * minute);
    for (const token of tokens) {
      const answered = await trpc(app, 'mutation', 'alert.answer', token, { id, answer: 'confirmed' });
      expect(refusalCode(answered)).toBe('alert_not_found');
    }
    await owner.stepUp();
    expect((await answer(owner, id, 'denied')).json().result.data.ended).toBe(2);
    for (const token of tokens) expect((await rest(app, 'GET', '/user/myself', token)).statusCode).toBe(401);
    expect(await owner.isSignedIn()).toBe(true);
  });

  it('takes a yes once, back again, and leaves the device alone', async () => {
    const { owner, stranger } = await intruded();
    const id = await onlyAlert(owner);
    expect((await answer(owner, id, 'confirmed')).statusCode).toBe(200);
    expect(await alertsOn(owner)).toEqual([]);
    expect(refusalCode(await answer(owner, id, 'confirmed'))).toBe('alert_not_found');
    expect((await answer(owner, id, null)).statusCode).toBe(200);
    expect(await onlyAlert(owner)).toBe(id);
    expect(await stranger.isSignedIn()).toBe(true);
  });

  it('needs a proof before a no, which ends the device at once and says why', async () => {
    const { owner, stranger } = await intruded();
    const id = await onlyAlert(owner);
    app.passTime(10 * minute);
    expect(refusalCode(await answer(owner, id, 'denied'))).toBe('step_up_required');
    expect(await stranger.isSignedIn()).toBe(true);
    await owner.stepUp();
    expect((await answer(owner, id, 'denied')).json().result.data.ended).toBe(1);
    expect(await stranger.isSignedIn()).toBe(false);
    expect((await stranger.end())?.reason).toBe('reported');
    expect(refusalCode(await answer(owner, id, null))).toBe('alert_not_found');
  });

  it('is asked again when the device that was denied comes back', async () => {
    const { owner, stranger, email } = await intruded();
    await owner.stepUp();
    await answer(owner, await onlyAlert(owner), 'denied');
    await stranger.signIn(email);
    expect(await alertsOn(owner)).toHaveLength(1);
    expect(await alertsOn(stranger)).toEqual([]);
  });
});

describe('the link in the mail', () => {
  it('shows what it is about to somebody who is not signed in, and changes nothing', async () => {
    const { owner, link, email, mail } = await intruded();
    const before = await alertsOn(owner);
    for (let times = 0; times < 3; times += 1) {
      const read = await visitor().mutate('alert.readByLink', { link });
      expect(read.json().result.data).toEqual({
        alerts: [{ ...before[0], sessionId: undefined }],
        email,
        isVerified: false,
      });
    }
    expect(await alertsOn(owner)).toEqual(before);
    expect(mail.linkUntil.getTime() - (mail.alerts[0]?.createdAt.getTime() ?? 0)).toBe(7 * day);
  });

  it('is of no use to GET or HEAD, with whatever headers a scanner or a browser that reads ahead sends', async () => {
    const { owner, stranger, link } = await intruded();
    const before = await alertsOn(owner);
    const input = encodeURIComponent(JSON.stringify({ link, answer: 'denied' }));
    for (const method of ['GET', 'HEAD'] as const) {
      for (const headers of [
        {},
        { purpose: 'prefetch' },
        { 'sec-purpose': 'prefetch;prerender', 'x-moz': 'prefetch' },
      ]) {
        for (const name of ['alert.readByLink', 'alert.answerByLink']) {
          const url = `/api/trpc/${name}?input=${input}`;
          const { statusCode, body } = await app.http.inject({ method, url, headers });
          expect([statusCode, body.includes('"result"')]).toEqual([method === 'GET' ? 405 : 204, false]);
        }
      }
    }
    expect(await alertsOn(owner)).toEqual(before);
    expect(await stranger.isSignedIn()).toBe(true);
  });

  it('ends the device by a no, once, and is then as unusable as one that never was', async () => {
    const { owner, stranger, link } = await intruded();
    const denied = await byLink(link, 'denied');
    expect([denied.statusCode, denied.json().result.data.ended]).toEqual([200, 1]);
    expect(await stranger.isSignedIn()).toBe(false);
    expect((await stranger.end())?.reason).toBe('reported');
    expect(await owner.isSignedIn()).toBe(true);
    for (const given of ['denied', 'confirmed', null]) {
      expect(refusalCode(await byLink(link, given))).toBe('alert_link_unusable');
    }
    expect(refusalCode(await visitor().mutate('alert.readByLink', { link }))).toBe('alert_link_unusable');
  });

  it('takes its yes back, or makes a no of it, for its whole life', async () => {
    const { owner, stranger, link } = await intruded();
    expect((await byLink(link, 'confirmed')).statusCode).toBe(200);
    expect(await alertsOn(owner)).toEqual([]);
    app.passTime(day);
    expect((await byLink(link, null)).statusCode).toBe(200);
    expect(await alertsOn(owner)).toHaveLength(1);
    expect((await byLink(link, 'confirmed')).statusCode).toBe(200);
    app.passTime(5 * day);
    expect((await byLink(link, 'denied')).json().result.data.ended).toBe(1);
    expect(await stranger.isSignedIn()).toBe(false);
  });

  it('says no to a device whose yes had no proof, names the device that said it, and not to one whose yes had', async () => {
    const { owner, stranger, link } = await intruded();
    const id = await onlyAlert(owner);
    app.passTime(10 * minute);
    expect((await answer(owner, id, 'confirmed')).statusCode).toBe(200);
    expect(await alertsOn(owner)).toEqual([]);
    const read = await visitor().mutate('alert.readByLink', { link });
    expect(read.json().result.data.alerts).toMatchObject([{ confirmed: { by: { device: { software: 'Firefox' } } } }]);
    expect((await byLink(link, 'denied')).json().result.data.ended).toBe(1);
    expect(await stranger.isSignedIn()).toBe(false);

    const other = await intruded();
    app.passTime(10 * minute);
    await other.owner.stepUp();
    expect((await answer(other.owner, await onlyAlert(other.owner), 'confirmed')).statusCode).toBe(200);
    expect(refusalCode(await byLink(other.link, 'denied'))).toBe('alert_link_unusable');
    expect(await other.stranger.isSignedIn()).toBe(true);
  });

  it('works for seven days after the sign-in, to the second', async () => {
    const { link } = await intruded();
    app.passTime(7 * day - 1000);
    expect((await visitor().mutate('alert.readByLink', { link })).statusCode).toBe(200);
    app.passTime(1000);
    expect(refusalCode(await visitor().mutate('alert.readByLink', { link }))).toBe('alert_link_unusable');
    expect(refusalCode(await byLink(link, 'denied'))).toBe('alert_link_unusable');
  });

  it('answers what another device has answered no more', async () => {
    const { owner, link, stranger } = await intruded();
    await owner.stepUp();
    await answer(owner, await onlyAlert(owner), 'confirmed');
    expect(refusalCode(await byLink(link, 'denied'))).toBe('alert_link_unusable');
    expect(await stranger.isSignedIn()).toBe(true);
  });

  it('cannot be answered from another site', async () => {
    const { owner, link } = await intruded();
    const refused = await visitor().mutate(
      'alert.answerByLink',
      { link, answer: 'denied' },
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(refused.statusCode).toBe(403);
    expect(await alertsOn(owner)).toHaveLength(1);
  });
});

it('every answer is in the history, with the device that it is about and the one that gave it', async () => {
  const { owner, link } = await intruded();
  const id = await onlyAlert(owner);
  await answer(owner, id, 'confirmed');
  await answer(owner, id, null);
  await byLink(link, 'denied');
  const body: { result: { data: { entries: object[] } } } = (await owner.query('history.list', {})).json();
  expect(body.result.data.entries.slice(0, 4)).toMatchObject([
    { kind: 'ended', endReason: 'reported', actor: null },
    { kind: 'alert_denied', actor: null },
    { kind: 'alert_reopened', device: { software: 'Chrome' }, actor: { device: { software: 'Firefox' } } },
    { kind: 'alert_confirmed', device: { software: 'Chrome' }, actor: { device: { software: 'Firefox' } } },
  ]);
});

it('a program that signs in over REST each night is asked about once', async () => {
  const { owner, email } = await intruded();
  await answer(owner, await onlyAlert(owner), 'confirmed');
  for (let night = 0; night < 3; night += 1) {
    app.passTime(1000);
    await rest(app, 'POST', '/auth/signin', undefined, {
      payload: { email, password, session_information: 'Nightly backup' },
      headers: { 'user-agent': 'curl/8.5.0' },
    });
  }
  expect(await alertsOn(owner)).toMatchObject([{ selfName: 'Nightly backup' }]);
});

it('names that cannot be seen or that deceive are refused with a sentence, for programs and for devices', async () => {
  const { owner, email } = await intruded();
  const deviceId = (await owner.sessions())[0]?.deviceId ?? 0;
  for (const [name, sentence] of [
    ['\u3164', 'No invisible characters'],
    ['\u2800', 'No invisible characters'],
    ['\u200D', 'No invisible characters'],
    ['pass\u00ADword', 'No invisible characters'],
    ['gnp\u200Fexe', 'No marks that turn the direction of writing'],
    [`Z${'\u0335'.repeat(50)}`, 'At most 4 marks on a letter'],
  ] as const) {
    const refused = await rest(app, 'POST', '/auth/signin', undefined, {
      payload: { email, password, session_information: name },
    });
    expect([refused.statusCode, refused.json().fields]).toEqual([422, { session_information: sentence }]);
    const renamed = await owner.mutate('device.rename', { deviceId, name });
    expect([renamed.statusCode, renamed.json().error.data.fields]).toEqual([422, { name: sentence }]);
  }
  expect((await owner.mutate('device.rename', { deviceId, name: ' Zoe\u0308 👨‍👩‍👧 ' })).statusCode).toBe(200);
  expect((await owner.sessions())[0]?.ownersName).toBe('Zo\u00EB 👨‍👩‍👧');
});

it('a name that was stored before the rule is shown without what deceives', async () => {
  const { owner, email } = await intruded();
  const user = (await owner.query('user.myself')).json().result.data;
  const { deviceId, id } = (await owner.sessions())[0] ?? { deviceId: 0, id: 0 };
  const rename = { userId: user.id, deviceId, name: 'gnp\u202Eexe\u3164', at: new Date(), actorSessionId: id };
  expect(await app.database.devices.rename(rename)).toBe(true);
  expect((await owner.sessions()).find((session) => session.id === id)?.ownersName).toBe('gnpexe');
  const history: { result: { data: { entries: object[] } } } = (await owner.query('history.list', {})).json();
  expect(history.result.data.entries).toContainEqual(
    expect.objectContaining({ kind: 'device_renamed', ownersName: 'gnpexe' }),
  );
  expect(email).toContain('@');
});
