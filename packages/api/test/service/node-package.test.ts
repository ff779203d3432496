import { randomUUID } from 'node:crypto';
import { type LatchkeyErrorCode, type ServiceCalls, createLatchkey } from '@latchkey/node';
import type { WebhookEvent } from '@latchkey/node/webhook';
import { createDeviceToken } from '@latchkey/sessions/tokens/device-token';
import type { outgoingEventSchema } from '@latchkey/sessions/webhooks/outgoing-event-view';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it, vi } from 'vitest';
import type { z } from 'zod';
import type { ErrorCode } from '../../src/api-error.ts';
import { cookies } from '../../src/credentials/cookie.ts';
import type { ServiceRouter } from '../../src/service/service-router.ts';
import { serviceKey } from './service.ts';
import { chrome, firefox, sharedTestApp, trpc } from '../testing/test-app.ts';

const app = await sharedTestApp({ accounts: 'both', application: { stepUpUrl: '/confirm' } });
const key = await serviceKey(app);
let latchkey: ReturnType<typeof createLatchkey>;
afterAll(() => latchkey.close());
beforeAll(async () => {
  latchkey = createLatchkey({ url: await app.http.listen({ port: 0, host: '127.0.0.1' }), serviceKey: key });
});

const newSubject = () => `user-${randomUUID()}`;
const from = (userAgent: string, cookie?: string) => ({
  headers: { 'user-agent': userAgent, ...(cookie === undefined ? {} : { cookie }) },
  ip: '203.0.113.9',
});
const cookieOf = ({ setCookie }: { readonly setCookie: readonly string[] }) =>
  setCookie.map((line) => line.split(';', 1)[0]).join('; ');
const signedIn = async (subject: string, userAgent = firefox) =>
  from(userAgent, cookieOf(await latchkey.sessions.begin(from(userAgent), { subject, methods: ['pwd'] })));

type Of<Routers, Name> = Name extends `${infer Router}.${infer Procedure}`
  ? Router extends keyof Routers
    ? Procedure extends keyof Routers[Router]
      ? Routers[Router][Procedure]
      : never
    : never
  : never;
type Inputs = inferRouterInputs<ServiceRouter>;
type Outputs = inferRouterOutputs<ServiceRouter>;
type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Each procedure that the package calls with what it sends, as a value that the router takes. */
type Sent = { [Name in keyof ServiceCalls]: NonNullable<ServiceCalls[Name]['input']> };
type Taken = { [Name in keyof ServiceCalls]: Of<Inputs, Name> };
/** The same with the names of its fields, so that the package has every field of the router. */
type SentNames = { [Name in keyof ServiceCalls]: keyof Sent[Name] };
type TakenNames = { [Name in keyof ServiceCalls]: keyof Taken[Name] };

/** What the router answers, as a value that the package parses. A procedure without an answer gives `undefined`. */
type Answered = { [Name in keyof ServiceCalls]: Exclude<Of<Outputs, Name>, void> };
type Parsed = { [Name in keyof ServiceCalls]: z.input<ServiceCalls[Name]['answer']> };

/** With every field, none of them undefined. */
type Complete<Type> = { [Key in keyof Type]-?: NonNullable<Type[Key]> };

describe('the types of @latchkey/node are those of the service API:', () => {
  it('inputs', () => {
    expectTypeOf<Mutable<Sent>>().toExtend<Taken>();
    expectTypeOf<SentNames>().toEqualTypeOf<TakenNames>();
  });

  it('answers', () => {
    type Introspected = Extract<Parsed['serviceSession.introspect'], { active: true }>;
    expectTypeOf<Complete<Introspected>>().toExtend<Complete<Answered['serviceSession.introspect']>>();
    expectTypeOf<keyof Introspected>().toEqualTypeOf<keyof Answered['serviceSession.introspect']>();
    expectTypeOf<Answered['serviceUser.sessions']>().toExtend<Parsed['serviceUser.sessions']>();
    expectTypeOf<Answered['serviceUser.endSessions']>().toExtend<Parsed['serviceUser.endSessions']>();
    expectTypeOf<Answered['serviceUser.disable']>().toExtend<Parsed['serviceUser.disable']>();
    expectTypeOf<Answered['serviceUser.remove']>().toExtend<Parsed['serviceUser.remove']>();
    expectTypeOf<Answered['serviceSession.logout']>().toEqualTypeOf<Parsed['serviceSession.logout']>();
    expectTypeOf<Answered['serviceSession.readStepUp']>().toExtend<Parsed['serviceSession.readStepUp']>();
    expectTypeOf<Answered['serviceSession.begin']>().toEqualTypeOf<Parsed['serviceSession.begin']>();
    expectTypeOf<Answered['serviceSession.confirm']>().toEqualTypeOf<Parsed['serviceSession.confirm']>();
  });

  it('events of webhooks', () => {
    expectTypeOf<z.infer<typeof outgoingEventSchema>>().toExtend<WebhookEvent>();
    expectTypeOf<keyof WebhookEvent['data']>().toEqualTypeOf<keyof z.infer<typeof outgoingEventSchema>['data']>();
  });

  it('codes of errors', () => {
    expectTypeOf<Exclude<LatchkeyErrorCode, 'timed_out' | 'unreachable' | 'unexpected_answer'>>().toExtend<ErrorCode>();
  });
});

describe('@latchkey/node, against the service API', () => {
  it('begins a session of a browser, knows it by its cookies, and logs it out', async () => {
    const subject = newSubject();
    const begun = await latchkey.sessions.begin(from(firefox), {
      subject,
      email: 'ada@example.org',
      displayName: 'Ada',
      methods: ['pwd', 'otp'],
      rememberMe: true,
    });
    const request = from(firefox, cookieOf(begun));
    const session = await latchkey.authenticate(request);
    const names = { subject, email: 'ada@example.org', name: 'Ada', methods: ['pwd', 'otp'] };
    expect(session).toMatchObject({
      ...names,
      id: begun.sessionId,
      isBound: false,
      provedAt: new Date('2026-03-01T12:00:00Z'),
    });
    expect(await latchkey.sessions.list(subject)).toMatchObject([
      {
        id: begun.sessionId,
        ip: '203.0.113.9',
        device: { software: 'Firefox' },
        createdAt: new Date('2026-03-01T12:00:00Z'),
      },
    ]);
    const { setCookie } = await latchkey.sessions.logout(request);
    expect(setCookie).toEqual([expect.stringMatching(/^latchkey=; Max-Age=0/)]);
    expect(await latchkey.authenticate(request)).toBeNull();
  });

  it('knows the browser of the session before by its device cookie', async () => {
    const subject = newSubject();
    const first = await signedIn(subject);
    await latchkey.sessions.begin(first, { subject, methods: ['pwd'] });
    expect(await latchkey.authenticate(first)).toBeNull();
    expect(await latchkey.sessions.list(subject)).toHaveLength(1);
  });

  it('knows a program by its token', async () => {
    const subject = newSubject();
    const program = { subject, methods: ['pwd'], kind: 'program' as const, clientLabel: 'a script' };
    const { token, setCookie } = await latchkey.sessions.begin(from('script/1.0'), program);
    expect(setCookie).toEqual([]);
    expect(await latchkey.authenticate({ headers: { authorization: `Bearer ${token}` } })).toMatchObject({ subject });
    expect(await latchkey.sessions.list(subject)).toMatchObject([{ clientLabel: 'a script' }]);
  });

  it('ends one session of a user, or all', async () => {
    const subject = newSubject();
    const [one, other] = [await signedIn(subject), await signedIn(subject, chrome)];
    const id = (await latchkey.authenticate(one))?.id ?? 0;
    await latchkey.sessions.end(subject, id);
    expect([await latchkey.authenticate(one), (await latchkey.authenticate(other))?.subject]).toEqual([null, subject]);
    await expect(latchkey.sessions.end(subject, id)).rejects.toMatchObject({
      code: 'session_token_not_found',
      status: 404,
    });
    expect(await latchkey.sessions.endAll(subject)).toBe(1);
    expect(await latchkey.authenticate(other)).toBeNull();
  });

  it('confirms the user of a session, who comes back to the page', async () => {
    const subject = newSubject();
    const { token } = await latchkey.sessions.begin(from('script/1.0'), { subject, methods: ['pwd'], kind: 'program' });
    const request = { headers: { authorization: `Bearer ${token}` } };
    const asked = await trpc(app, 'mutation', 'auth.requestStepUp', token, { purpose: 'continue' });
    const { url }: { url: string } = asked.json().result.data;
    const stepUp = url.split('=')[1] ?? '';
    expect(await latchkey.sessions.readStepUp(request, stepUp)).toMatchObject({ subject, purpose: 'continue' });
    const longer = stepUp.padEnd(100_000, 'x');
    await expect(latchkey.sessions.readStepUp(request, longer)).rejects.toMatchObject({ status: 409 });
    const confirmation = { subject, methods: ['otp'], request: longer };
    await expect(latchkey.sessions.confirm(request, confirmation)).rejects.toMatchObject({
      code: 'step_up_request_unusable',
    });
    const wrong = latchkey.sessions.confirm(request, { subject: newSubject(), methods: ['otp'] });
    await expect(wrong).rejects.toMatchObject({ code: 'subject_differs' });
    const confirmed = await latchkey.sessions.confirm(request, { subject, methods: ['otp'], request: stepUp });
    expectTypeOf(confirmed.returnTo).toEqualTypeOf<string>();
    expect(confirmed.returnTo).toMatch(/^\//);
    expect(await latchkey.authenticate(request)).toBeNull();
    const again = { headers: { authorization: `Bearer ${confirmed.token}` } };
    expect(await latchkey.authenticate(again)).toMatchObject({ subject });
  });

  it('saves, disables, enables and removes a user, and records a failed attempt', async () => {
    const subject = newSubject();
    await latchkey.users.save({ subject, email: 'ada@example.org', maxBrowsers: 1 });
    const request = await signedIn(subject);
    await latchkey.users.recordFailure(from(chrome), subject);
    expect(await latchkey.users.disable(subject)).toBe(1);
    expect(await latchkey.authenticate(request)).toBeNull();
    await expect(signedIn(subject)).rejects.toMatchObject({ name: 'LatchkeyError', code: 'account_disabled' });
    await latchkey.users.enable(subject);
    await signedIn(subject);
    expect(await latchkey.users.remove(subject)).toBe(1);
    await expect(latchkey.users.enable(subject)).rejects.toMatchObject({ code: 'subject_not_found' });
  });

  it('tells which field of an input is wrong', async () => {
    const begun = latchkey.sessions.begin(from(firefox), { subject: newSubject(), methods: ['PWD'] });
    await expect(begun).rejects.toMatchObject({
      code: 'validation_failed',
      message: 'The request is not valid. methods: 0: Names such as pwd, otp or hwk',
      fields: { methods: '0: Names such as pwd, otp or hwk' },
    });
  });

  it('takes a request with no credential, a wrong one or one of another kind for signed out', async () => {
    for (const headers of [
      {},
      { cookie: 'latchkey=x' },
      { authorization: 'Basic YQ==' },
      { authorization: `Bearer latchkey_x` },
    ]) {
      expect(await latchkey.authenticate({ headers })).toBeNull();
    }
  });

  it('does not take a revoked or wrong key for a sign-out', async () => {
    const request = await signedIn(newSubject());
    const limited = await serviceKey(app, ['sessions:begin']);
    const url = app.http.listeningOrigin;
    const unable = createLatchkey({ url, serviceKey: limited }).authenticate(request);
    await expect(unable).rejects.toMatchObject({ name: 'LatchkeyUnavailable', code: 'service_scope_missing' });
    const wrong = createLatchkey({ url, serviceKey: `latchkey_service_${'0'.repeat(72)}` }).authenticate(request);
    await expect(wrong).rejects.toMatchObject({ name: 'LatchkeyUnavailable', code: 'service_key_incorrect' });
  });

  it('keeps the country of the last use where it does not know the address', async () => {
    const subject = newSubject();
    const { headers } = await signedIn(subject);
    const country = async () => {
      const listed = await app.services.subjects.sessionsOf(subject);
      return listed.ok ? listed.value[0]?.lastCountry : listed.code;
    };
    app.passTime(60_000);
    await latchkey.authenticate({ headers, ip: '8.8.8.8' });
    expect(await country()).toBe('US');
    app.passTime(60_000);
    await latchkey.authenticate({ headers });
    expect(await country()).toBe('US');
  });
});

it.each([
  'http://localhost:3000',
  'http://localhost:4711',
  'https://app.example.com',
  'https://localhost:8443',
  'https://account.example.com',
])('sends every cookie of Latchkey at %s, and none of the application', async (address) => {
  const scope = address.includes('account') ? { path: '/', domain: 'example.com' } : undefined;
  const { clearSession, device, bound } = cookies(new URL(address), scope);
  const lines = [...clearSession({}), ...device(createDeviceToken(), {}), ...(bound ? [bound.set('x')] : [])];
  // A browser sends the cookie of the session with the port once it has one.
  const own = [
    ...lines.map((line) => line.split('=', 1)[0]),
    ...device(createDeviceToken(), {}).map((line) => line.split('=')[0]?.replace('-device', '')),
  ];
  const sent = vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ result: { data: { active: false } } }));
  const cookie = own.map((name) => `${name}=1`).join('; ');
  const asking = createLatchkey({ url: 'http://127.0.0.1:3000', serviceKey: key, memory: 0 });
  await asking.authenticate({ headers: { cookie: `theme=dark; ${cookie}; latchkey-theme=dark` } });
  expect(sent.mock.calls[0]?.[1]?.body).toContain(JSON.stringify(cookie));
  sent.mockRestore();
});
