import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TestBrowser, errorCode } from '../testing/browser.ts';
import { MailCatcher } from '../testing/mail-catcher.ts';
import { chrome, firefox, password, rest, trpc, sharedTestApp } from '../testing/test-app.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

const app = await sharedTestApp();

/** A user in one browser, a stranger with the password in another, and the mail about that sign-in. */
async function intruded() {
  const email = `${randomUUID()}@example.com`;
  const [owner, stranger] = [new TestBrowser(app, firefox), new TestBrowser(app, chrome)];
  await owner.signUp(email);
  app.passTime(minute);
  await stranger.signIn(email);
  const catcher = new MailCatcher(app);
  await catcher.to(email);
  const mail = catcher.signInMails.find((one) => one.email === email);
  if (!mail) throw new Error('There should be a mail');
  return { email, owner, stranger, catcher, mail, link: mail.link };
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

/** A browser without a session. */
const visitor = () => new TestBrowser(app);
const byLink = (link: string, given: string | null) => visitor().mutate('alert.answerByLink', { link, answer: given });

describe('the mail about a sign-in to an unverified account', () => {
  const disown = (link: string) => visitor().mutate('verification.disown', { link });

  it('deletes the account by its disown link, also after an answer', async () => {
    const { email, owner, mail, link } = await intruded();
    expect(mail.isVerified).toBe(false);
    expect((await visitor().mutate('alert.readByLink', { link })).json().result.data.isVerified).toBe(false);
    const read = await visitor().mutate('verification.readByLink', { link, purpose: 'disown' });
    expect(read.json().result.data).toEqual({ email, isVerified: false });
    expect(errorCode(await visitor().mutate('verification.confirm', { link }))).toBe('account_link_unusable');
    await byLink(link, 'denied');
    expect((await disown(link)).statusCode).toBe(200);
    expect(await owner.isSignedIn()).toBe(false);
    expect(await app.database.users.findByEmail(email)).toBe(null);
    expect(errorCode(await disown(link))).toBe('account_link_unusable');
  });

  it('does not delete a verified account, nor by a link older than seven days', async () => {
    const [verified, old] = [await intruded(), await intruded()];
    const { link } = await verified.catcher.last(verified.email, 'verification');
    expect((await visitor().mutate('verification.confirm', { link })).statusCode).toBe(200);
    expect(errorCode(await disown(verified.link))).toBe('account_link_unusable');
    app.passTime(7 * day);
    expect(errorCode(await disown(old.link))).toBe('account_link_unusable');
    for (const { email } of [verified, old]) expect(await app.database.users.findByEmail(email)).not.toBe(null);
  });
});

describe('a sign-in alert on another device', () => {
  it('shows the device, time and location, and is not shown on a device with an open alert', async () => {
    const { owner, stranger, email } = await intruded();
    expect(await alertsOn(owner)).toMatchObject([
      {
        device: { software: 'Chrome', version: '77' },
        label: null,
        clientLabel: null,
        ip: '127.0.0.1',
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
        expect(errorCode(await answer(browser, id, given))).toBe('alert_not_found');
      }
    }
  });

  it('is not shown to a program and not answered by one', async () => {
    const { owner, email } = await intruded();
    const about = await onlyAlert(owner);
    const token = await app.signIn(email, 'curl/8.5.0');
    await answer(owner, (await alertsOn(owner)).find(({ id }) => id !== about)?.id ?? 0, 'confirmed');
    app.passTime(60 * minute);
    const seen: { result: { data: { alerts: Alert[] } } } = (await trpc(app, 'query', 'alert.list', token)).json();
    expect(seen.result.data.alerts).toEqual([]);
    for (const given of ['confirmed', 'denied', null]) {
      const answered = await trpc(app, 'mutation', 'alert.answer', token, { id: about, answer: given });
      expect(errorCode(answered)).toBe('alert_not_found');
    }
    expect(await onlyAlert(owner)).toBe(about);
  });

  it('is not shown to a program that steps up or sends its token in a cookie', async () => {
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
      expect(errorCode(await answer(mimic, id, 'confirmed'))).toBe('alert_not_found');
      await mimic.stepUp();
    }
    expect(await alertsOn(owner)).toHaveLength(1);
  });

  it('is raised for a program with the user agent of a known browser', async () => {
    const { owner, email } = await intruded();
    await answer(owner, await onlyAlert(owner), 'confirmed');
    await app.signIn(email, chrome);
    expect(await alertsOn(owner)).toHaveLength(1);
    await answer(owner, await onlyAlert(owner), 'confirmed');
    await app.signIn(email, firefox);
    expect(await alertsOn(owner)).toHaveLength(1);
  });

  it('covers all sessions of a program’s identity, and so does a denial', async () => {
    const { owner, email } = await intruded();
    await answer(owner, await onlyAlert(owner), 'confirmed');
    const tokens = [await app.signIn(email, 'curl/8.5.0'), await app.signIn(email, 'curl/8.5.0')];
    const id = await onlyAlert(owner);
    app.passTime(60 * minute);
    for (const token of tokens) {
      const answered = await trpc(app, 'mutation', 'alert.answer', token, { id, answer: 'confirmed' });
      expect(errorCode(answered)).toBe('alert_not_found');
    }
    await owner.stepUp();
    expect((await answer(owner, id, 'denied')).json().result.data.ended).toBe(2);
    for (const token of tokens) expect((await rest(app, 'GET', '/user/myself', token)).statusCode).toBe(401);
    expect(await owner.isSignedIn()).toBe(true);
  });

  it('is confirmed once and reopened, which ends no session', async () => {
    const { owner, stranger } = await intruded();
    const id = await onlyAlert(owner);
    expect((await answer(owner, id, 'confirmed')).statusCode).toBe(200);
    expect(await alertsOn(owner)).toEqual([]);
    expect(errorCode(await answer(owner, id, 'confirmed'))).toBe('alert_not_found');
    expect((await answer(owner, id, null)).statusCode).toBe(200);
    expect(await onlyAlert(owner)).toBe(id);
    expect(await stranger.isSignedIn()).toBe(true);
  });

  it('needs a step-up for a denial, which ends the sessions of the device with a reason', async () => {
    const { owner, stranger } = await intruded();
    const id = await onlyAlert(owner);
    app.passTime(10 * minute);
    expect(errorCode(await answer(owner, id, 'denied'))).toBe('step_up_required');
    expect(await stranger.isSignedIn()).toBe(true);
    await owner.stepUp();
    expect((await answer(owner, id, 'denied')).json().result.data.ended).toBe(1);
    expect(await stranger.isSignedIn()).toBe(false);
    expect((await stranger.end())?.reason).toBe('reported');
    expect(errorCode(await answer(owner, id, null))).toBe('alert_not_found');
  });

  it('is raised again when a denied device signs in', async () => {
    const { owner, stranger, email } = await intruded();
    await owner.stepUp();
    await answer(owner, await onlyAlert(owner), 'denied');
    await stranger.signIn(email);
    expect(await alertsOn(owner)).toHaveLength(1);
    expect(await alertsOn(stranger)).toEqual([]);
  });
});

describe('the link of a sign-in mail', () => {
  it('shows the alert without a session, and changes nothing', async () => {
    const { owner, link, email, mail } = await intruded();
    const before = await alertsOn(owner);
    for (let times = 0; times < 3; times += 1) {
      const read = await visitor().mutate('alert.readByLink', { link });
      expect(read.json().result.data).toEqual({
        alerts: [{ ...before[0], sessionId: undefined }],
        email,
        isVerified: false,
        hasPassword: true,
      });
    }
    expect(await alertsOn(owner)).toEqual(before);
    expect(mail.linkUntil.getTime() - (mail.alerts[0]?.createdAt.getTime() ?? 0)).toBe(7 * day);
  });

  it('changes nothing by GET or HEAD, with any headers of scanners and prefetching browsers', async () => {
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

  it('denies the sign-in once, and is then like a link that never existed', async () => {
    const { owner, stranger, link } = await intruded();
    const denied = await byLink(link, 'denied');
    expect([denied.statusCode, denied.json().result.data.ended]).toEqual([200, 1]);
    expect(await stranger.isSignedIn()).toBe(false);
    expect((await stranger.end())?.reason).toBe('reported');
    expect(await owner.isSignedIn()).toBe(true);
    for (const given of ['denied', 'confirmed', null]) {
      expect(errorCode(await byLink(link, given))).toBe('alert_link_unusable');
    }
    expect(errorCode(await visitor().mutate('alert.readByLink', { link }))).toBe('alert_link_unusable');
  });

  it('reopens or denies its own confirmation as long as it works', async () => {
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

  it('denies a confirmation without a step-up, whose device it shows, and not one with a step-up', async () => {
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
    expect(errorCode(await byLink(other.link, 'denied'))).toBe('alert_link_unusable');
    expect(await other.stranger.isSignedIn()).toBe(true);
  });

  it('works for seven days after the sign-in, to the second', async () => {
    const { link } = await intruded();
    app.passTime(7 * day - 1000);
    expect((await visitor().mutate('alert.readByLink', { link })).statusCode).toBe(200);
    app.passTime(1000);
    expect(errorCode(await visitor().mutate('alert.readByLink', { link }))).toBe('alert_link_unusable');
    expect(errorCode(await byLink(link, 'denied'))).toBe('alert_link_unusable');
  });

  it('does not answer an alert that another device has answered', async () => {
    const { owner, link, stranger } = await intruded();
    await owner.stepUp();
    await answer(owner, await onlyAlert(owner), 'confirmed');
    expect(errorCode(await byLink(link, 'denied'))).toBe('alert_link_unusable');
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

it('the history has every answer to an alert, with both devices', async () => {
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

it('a program that signs in every night raises one alert', async () => {
  const { owner, email } = await intruded();
  await answer(owner, await onlyAlert(owner), 'confirmed');
  for (let night = 0; night < 3; night += 1) {
    app.passTime(1000);
    await rest(app, 'POST', '/auth/signin', undefined, {
      payload: { email, password, session_information: 'Nightly backup' },
      headers: { 'user-agent': 'curl/8.5.0' },
    });
  }
  expect(await alertsOn(owner)).toMatchObject([{ clientLabel: 'Nightly backup' }]);
});

it('invisible and deceptive labels are rejected for programs and for devices', async () => {
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
    const renamed = await owner.mutate('device.rename', { deviceId, label: name });
    expect([renamed.statusCode, renamed.json().error.data.fields]).toEqual([422, { label: sentence }]);
  }
  expect((await owner.mutate('device.rename', { deviceId, label: ' Zoe\u0308 👨‍👩‍👧 ' })).statusCode).toBe(200);
  expect((await owner.sessions())[0]?.label).toBe('Zo\u00EB 👨‍👩‍👧');
});

it('a label from before the rule is shown without its deceptive characters', async () => {
  const { owner, email } = await intruded();
  const user = (await owner.query('user.myself')).json().result.data;
  const { deviceId, id } = (await owner.sessions())[0] ?? { deviceId: 0, id: 0 };
  const rename = { userId: user.id, deviceId, label: 'gnp\u202Eexe\u3164', at: new Date(), actorSessionId: id };
  expect(await app.database.devices.rename(rename)).toBe(true);
  await app.services.cluster.announce([user.id]);
  expect((await owner.sessions()).find((session) => session.id === id)?.label).toBe('gnpexe');
  const history: { result: { data: { entries: object[] } } } = (await owner.query('history.list', {})).json();
  expect(history.result.data.entries).toContainEqual(
    expect.objectContaining({ kind: 'device_renamed', label: 'gnpexe' }),
  );
  expect(email).toContain('@');
});
