import { createMailLink } from '@latchkey/sessions/tokens/mail-link';
import type { AnyRouter } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import { appRouter } from '../../src/routers/app-router.ts';
import type { ProcedureMeta } from '../../src/procedure.ts';
import { restOperations } from '../../src/rest/rest-operation.ts';
import { renameKeys } from '../../src/rest/wire-name.ts';
import { TestBrowser } from '../testing/browser.ts';
import { chrome, password, sharedTestApp } from '../testing/test-app.ts';

/** The ids, cursors and tokens of one user, or ones that no user has. */
interface Belongings {
  readonly session: number;
  readonly device: number;
  readonly event: number;
  readonly alert: number;
  readonly token: string;
}

interface Row {
  /** A valid input that names no id of any user. */
  readonly input?: object;
  /** Every input that names an id of a user. None where the input has no id. */
  readonly naming?: (of: Belongings) => object[];
  /** What it answers where there is no such thing. */
  readonly missing?: number;
}

/** Every procedure there is. A new one makes the first test fail until it has its row. */
const signedInMatrix: Readonly<Record<string, Row>> = {
  'auth.stepUp': { input: { password } },
  'auth.changePassword': { input: { newPassword: password } },
  'auth.requestStepUp': { input: { purpose: 'continue' } },
  'verification.status': {},
  'verification.request': {},
  'user.myself': {},
  'user.verify': {},
  'user.idleLimits': {},
  'user.setIdleLimit': { input: { limit: 7 * 86_400_000 } },
  'user.setLanguage': { input: { language: 'de' } },
  'session.list': {},
  'session.page': {
    input: { order: 'latest_use_first' },
    naming: ({ session }) => [
      { order: 'oldest_use_first', after: { lastUsed: 0, id: session } },
      { order: 'latest_use_first', after: { lastUsed: Number.MAX_SAFE_INTEGER, id: session }, limit: 1 },
    ],
    missing: 200,
  },
  'session.revoke': {
    input: { id: 999_999_999 },
    naming: ({ session }) => [{ id: session }, { id: String(session) }],
    missing: 404,
  },
  'session.revokeMany': {
    input: { ids: [999_999_999] },
    naming: ({ session }) => [{ ids: [session] }, { ids: [session, session, 999_999_998] }],
    missing: 200,
  },
  'session.revokeOthers': {},
  'session.revokeAll': {},
  'session.logout': {},
  'session.logoutCurrentSession': {
    input: { sessionToken: 'x' },
    naming: ({ token }) => [{ sessionToken: token }],
    missing: 404,
  },
  'device.rename': {
    input: { deviceId: 999_999_999, label: 'Mine' },
    naming: ({ device }) => [
      { deviceId: device, label: 'Mine' },
      { deviceId: device, label: null },
    ],
    missing: 404,
  },
  'alert.list': {},
  'alert.answer': {
    input: { id: 999_999_999, answer: 'confirmed' },
    naming: ({ alert }) => [
      { id: alert, answer: 'confirmed' },
      { id: alert, answer: 'denied' },
      { id: alert, answer: null },
    ],
    missing: 404,
  },
  'history.list': { input: {}, naming: ({ event }) => [{ before: event }, { before: event, limit: 1 }], missing: 200 },
};
const openMatrix = ['auth.signUp', 'auth.signIn'];
/** Needs the link of a mail instead of a session; sign-in-alert.test.ts tests valid links. */
const linkMatrix: Readonly<Record<string, string>> = {
  'alert.readByLink': 'alert_link_unusable',
  'alert.answerByLink': 'alert_link_unusable',
  'recovery.readByLink': 'account_link_unusable',
  'recovery.setPassword': 'account_link_unusable',
  'verification.readByLink': 'account_link_unusable',
  'verification.confirm': 'account_link_unusable',
  'verification.disown': 'account_link_unusable',
};
/** Answers every question alike: see recovery.test.ts and verification.test.ts. */
const publicMatrix = ['recovery.request', 'auth.options'];
/** Have no input, so name no id; session-stream.test.ts tests what they send. */
const streams = ['session.watch'];
/** Has no input, and accepts requests without a token: see trpc.test.ts. */
const visitor = 'user.current';

/** What the router says of each of its procedures. */
const router: AnyRouter = appRouter;
const procedures = Object.entries<{ _def: { type: string; meta?: ProcedureMeta } }>(router._def.procedures);
const isQuery = (name: string) => procedures.some(([key, { _def }]) => key === name && _def.type === 'query');
const operations = restOperations(appRouter);

const app = await sharedTestApp();

async function belongingsOf(token: string): Promise<Belongings & { readonly user: number }> {
  const found = await app.services.authenticator.authenticate(token);
  if (!found.ok) throw new Error('No such session');
  const { user, session } = found.value;
  const [event] = await app.database.events.list(user.id, { before: null, limit: 1 });
  const [alert] = await alertsOf(user.id);
  const ids = { session: session.id, device: session.deviceId, event: event?.id ?? 0, alert: alert?.id ?? 0 };
  return { user: user.id, ...ids, token };
}

/** The open alerts of a user, as a confirmed device sees them. */
const alertsOf = (userId: number) =>
  app.database.alerts.listOpen({ userId, deviceId: 999_999_999 }, new Date(0), app.services.sessions.cutoff());

/** A user with an open alert about a second device. */
async function somebody() {
  const { email, token } = await app.signUp();
  await app.signIn(email, chrome);
  return belongingsOf(token);
}

/** A user whose account is deleted: ids of this user are missing. The history stays. */
async function nobody(): Promise<Belongings> {
  const belongings = await somebody();
  await app.database.users.delete(belongings.user, app.services.sessions.cutoff());
  return { ...belongings, event: 999_999_999 };
}

/** Everything that is kept of a user, as far as any answer could ever depend on it. */
async function stateOf(user: number) {
  const [account, sessions, events, alerts] = await Promise.all([
    app.database.users.findById(user),
    app.database.sessions.listLive(user, app.services.sessions.cutoff()),
    app.database.events.list(user, { before: null, limit: 1000 }),
    alertsOf(user),
  ]);
  return { account, sessions, events, alerts };
}

type Answer = Awaited<ReturnType<typeof app.http.inject>>;

function overTrpc(name: string, input: object | undefined, headers: Record<string, string>): Promise<Answer> {
  const json = JSON.stringify(input);
  if (isQuery(name)) {
    const query = input === undefined ? '' : `?input=${encodeURIComponent(json)}`;
    return app.http.inject({ method: 'GET', url: `/api/trpc/${name}${query}`, headers });
  }
  const typed = { ...headers, 'content-type': 'application/json' };
  return app.http.inject({ method: 'POST', url: `/api/trpc/${name}`, headers: typed, payload: json ?? '' });
}

/** A value as a query has it: the fields of a cursor with dots between them. */
const queryText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.values(value).join('.') : String(value);

/** The same over REST, or null where the procedure has no address there. */
function overRest(name: string, input: object = {}, headers: Record<string, string> = {}): Promise<Answer> | null {
  const operation = operations.find(({ procedure }) => procedure.path === name);
  if (!operation) return null;
  const wire: Record<string, unknown> = renameKeys({ ...input }, (key) => operation.names.wireName(key));
  const { method, path } = operation.route;
  const asked = (operation.route.query ?? []).map((key) => operation.names.wireName(key)).filter((key) => key in wire);
  const query = new URLSearchParams(Object.fromEntries(asked.map((key) => [key, queryText(wire[key])]))).toString();
  const url = path.replaceAll(/\{(\w+)\}/g, (_match, key: string) => String(wire[key]));
  return app.http.inject({ method, url: `${url}?${query}`, headers, ...(method === 'POST' ? { payload: wire } : {}) });
}

/** All that a client can tell two answers by, but for what differs between any two. */
const seen = ({ statusCode, headers: { date: _date, ...headers }, body }: Answer) => ({ statusCode, headers, body });

/** What a program and what a browser says of itself: one without a proof, and one that has just stepped up. */
async function attackers(): Promise<[string, Record<string, string>][]> {
  const { email, token } = await app.signUp();
  const [newcomer, proved] = [new TestBrowser(app, chrome), new TestBrowser(app, chrome)];
  for (const browser of [newcomer, proved]) await browser.signIn(email);
  await proved.stepUp();
  const cookie = ({ cookies }: TestBrowser) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return [
    ['a program', { authorization: `Bearer ${token}` }],
    ['a newcomer’s browser', { cookie: cookie(newcomer) }],
    ['a browser with a fresh proof', { cookie: cookie(proved) }],
  ];
}

/** A user, and credentials that do not authenticate as that user. */
async function outsiders() {
  const { email } = await app.signUp();
  const ended = await app.signIn(email);
  await overTrpc('session.logout', undefined, { authorization: `Bearer ${ended}` });
  const owner = await belongingsOf(await app.signIn(email));
  const credentials: Record<string, string>[] = [
    {},
    { authorization: `Bearer ${ended}` },
    { cookie: `latchkey=${ended}` },
    { cookie: `__Host-latchkey=${owner.token}` },
    { authorization: `Bearer ${owner.token.slice(0, -1)}` },
    { authorization: `Basic ${owner.token}` },
    { authorization: `Bearer ${ended}`, cookie: `latchkey=${owner.token}` },
  ];
  return { owner, credentials };
}

it('every procedure is in the matrix of its kind', () => {
  const names = procedures.map(([name, { _def }]) => [name, _def.meta?.signedIn ?? false] as const);
  const inside = names.filter(([, signedIn]) => signedIn).map(([name]) => name);
  const outside = names.filter(([, signedIn]) => !signedIn).map(([name]) => name);
  expect(inside.toSorted()).toEqual([...Object.keys(signedInMatrix), ...streams].toSorted());
  expect(outside.toSorted()).toEqual([...openMatrix, ...Object.keys(linkMatrix), ...publicMatrix, visitor].toSorted());
});

describe.each(Object.entries(signedInMatrix))('%s', (name, { input, naming, missing }) => {
  it('needs a live token, whatever else the request has', async () => {
    const { owner, credentials } = await outsiders();
    const before = await stateOf(owner.user);
    for (const headers of credentials) {
      const trpc = await overTrpc(name, input, headers);
      expect([JSON.stringify(headers), trpc.statusCode]).toEqual([JSON.stringify(headers), 401]);
      const rest = await overRest(name, input, headers);
      expect([JSON.stringify(headers), rest?.statusCode ?? 401]).toEqual([JSON.stringify(headers), 401]);
    }
    expect(await stateOf(owner.user)).toEqual(before);
  });

  it('changes nothing of another user', async () => {
    const { token } = await app.signUp();
    const victim = await belongingsOf(token);
    const before = await stateOf(victim.user);
    for (const send of [overTrpc, overRest]) {
      for (const [, headers] of await attackers()) await send(name, input, headers);
    }
    expect(await stateOf(victim.user)).toEqual(before);
    expect((await overTrpc('user.myself', undefined, { authorization: `Bearer ${token}` })).statusCode).toBe(200);
  });

  it.runIf(naming)('answers to ids of another user as to missing ids: status, headers and bytes', async () => {
    // Ids below and above those of the caller, because some answers depend on that only.
    const earlier = [await somebody(), await nobody()] as const;
    const asking = await attackers();
    const later = [await somebody(), await nobody()] as const;
    for (const [victim, gone] of [earlier, later]) {
      const before = await stateOf(victim.user);
      const absent = naming?.(gone) ?? [];
      for (const [at, foreign] of (naming?.(victim) ?? []).entries()) {
        for (const [[who, headers], send] of asking.flatMap((one) =>
          [overTrpc, overRest].map((way) => [one, way] as const),
        )) {
          const toForeign = await send(name, foreign, headers);
          const toMissing = await send(name, absent[at] ?? {}, headers);
          if (!toForeign || !toMissing) continue;
          expect([who, seen(toForeign)]).toEqual([who, seen(toMissing)]);
          if (who === 'a program') expect(toForeign.statusCode).toBe(missing);
        }
      }
      expect(await stateOf(victim.user)).toEqual(before);
    }
  });
});

describe.each(streams)('%s', (name) => {
  it('needs a live token, whatever else the request has', async () => {
    const { credentials } = await outsiders();
    for (const headers of credentials) {
      const { body } = await app.http.inject({ url: `/api/trpc/${name}`, headers });
      const events = body.match(/^event: \S+/gm);
      expect([JSON.stringify(headers), events]).toEqual([
        JSON.stringify(headers),
        ['event: connected', 'event: serialized-error'],
      ]);
      expect(body).toContain('"code":"UNAUTHORIZED"');
    }
  });
});

describe.each(Object.entries(linkMatrix))('%s', (name, code) => {
  it('answers every invalid link alike, with and without a session, and changes nothing', async () => {
    const victim = await somebody();
    const before = await stateOf(victim.user);
    const links = [createMailLink(), createMailLink().slice(0, -1), '', victim.token, String(victim.alert)];
    const input = { answer: 'denied', newPassword: password, purpose: 'disown' };
    const outside = links.map((link) => overTrpc(name, { link, ...input }, {}));
    const inside = links.map((link) => overTrpc(name, { link, ...input }, { authorization: `Bearer ${victim.token}` }));
    const [first, ...others] = (await Promise.all([...outside, ...inside])).map(seen);
    expect(first?.statusCode).toBe(404);
    expect(first?.body).toContain(`"errorCode":"${code}"`);
    for (const other of others) expect(other).toEqual(first);
    expect(await stateOf(victim.user)).toEqual(before);
  });
});

describe.each(openMatrix)('%s', (name) => {
  it('begins a session of the password’s account only, also with the token of another user', async () => {
    const victim = await somebody();
    const before = await stateOf(victim.user);
    const { email } = await app.signUp();
    const credentials = { email: name === 'auth.signUp' ? `new-${email}` : email, password };
    for (const headers of [{ authorization: `Bearer ${victim.token}` }, { cookie: `latchkey=${victim.token}` }]) {
      await overTrpc(name, credentials, headers);
      await overRest(name, { ...credentials, email: `rest-${credentials.email}` }, headers);
    }
    expect(await stateOf(victim.user)).toEqual(before);
  });
});
