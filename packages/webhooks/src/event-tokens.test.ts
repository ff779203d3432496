import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import { endReasons } from '@latchkey/sessions/sessions/session';
import type { OutgoingEvent } from '@latchkey/sessions/webhooks/outgoing-event';
import { type SigningKey, SigningKeys } from '@latchkey/sessions/webhooks/signing-keys';
import { type JWTVerifyOptions, createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { logoutToken, securityEvent } from './event-tokens.ts';

const issuer = 'https://sessions.example.com';
const audience = 'shop';

const secondsOf = (moment: Date): number => Math.floor(moment.getTime() / 1000);

const event: OutgoingEvent = {
  id: 153,
  position: 12,
  kind: 'ended',
  at: new Date('2026-03-01T12:00:00.000Z'),
  userId: 3,
  subject: 'user-7',
  sessionId: 7,
  deviceId: 8,
  endReason: 'revoked',
  actorSessionId: 9,
  methods: [],
  userAgent: capUserAgent('curl/8.5.0'),
  ip: '203.0.113.7',
};

/** Keys in memory, and what a receiver makes of a token by the published ones. */
async function keys() {
  let stored: SigningKey[] = [];
  // The last millisecond of a second, which a token must not round up to the next.
  let now = new Date(Math.floor(Date.now() / 1000) * 1000 - 1);
  const signingKeys = new SigningKeys({
    store: {
      list: () => Promise.resolve(stored),
      add(key, { isFirst, most }) {
        if (!isFirst || stored.length === 0) stored = [key, ...stored].slice(0, most);
        return Promise.resolve();
      },
    },
    clock: () => now,
  });
  return {
    signingKeys,
    context: async () => ({ key: await signingKeys.current(), issuer, audience, now }),
    verify: async (token: string, options: JWTVerifyOptions) => {
      const published = createLocalJWKSet({ keys: (await signingKeys.published()).map((key) => ({ ...key })) });
      return (await jwtVerify(token, published, { issuer, audience, ...options })).payload;
    },
    passTime() {
      now = new Date(now.getTime() + 60_000);
    },
  };
}

test('a security event token is verified by jose, and says which session of whom was revoked', async () => {
  const { context, verify } = await keys();
  const signing = await context();
  const { headers, body } = securityEvent(event, signing);
  expect(headers).toEqual({ 'content-type': 'application/secevent+jwt', accept: 'application/json' });
  const claims = await verify(body, { typ: 'secevent+jwt' });
  expect(claims).toEqual({
    iss: issuer,
    aud: audience,
    iat: secondsOf(signing.now),
    jti: 'evt_153',
    sub_id: {
      format: 'complex',
      user: { format: 'iss_sub', iss: issuer, sub: 'user-7' },
      session: { format: 'opaque', id: '7' },
    },
    events: {
      'https://schemas.openid.net/secevent/caep/event-type/session-revoked': {
        event_timestamp: 1_772_366_400,
        initiating_entity: 'user',
        reason_admin: { en: 'revoked' },
      },
    },
  });
});

test('names who ended the session for every reason', async () => {
  const { context, verify } = await keys();
  const by: Record<string, unknown> = {};
  for (const endReason of endReasons) {
    const { events } = await verify(securityEvent({ ...event, endReason }, await context()).body, {});
    by[endReason] = JSON.stringify(events).match(/"initiating_entity":"(\w+)"/)?.[1];
  }
  const { idle, expired, limit_reached: limit, account_disabled: disabled, account_deleted: removed, ...rest } = by;
  expect([idle, expired, limit, disabled, removed]).toEqual(['policy', 'policy', 'policy', 'admin', 'admin']);
  expect(new Set(Object.values(rest))).toEqual(new Set(['user']));
});

test.each(['revoked', 'revoked_all'] as const)(
  'does not name the user for %s without a session of the user',
  async (endReason) => {
    const { context, verify } = await keys();
    const { events } = await verify(
      securityEvent({ ...event, endReason, actorSessionId: null }, await context()).body,
      {},
    );
    expect(JSON.stringify(events)).toContain(`"reason_admin":{"en":"${endReason}"}`);
    expect(JSON.stringify(events)).not.toContain('initiating_entity');
  },
);

test('a logout token has what OpenID Connect demands, and no nonce', async () => {
  const { context, verify } = await keys();
  const signing = await context();
  const { headers, body } = logoutToken(event, signing);
  expect(headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded' });
  const claims = await verify(new URLSearchParams(body).get('logout_token') ?? '', {
    typ: 'logout+jwt',
    requiredClaims: ['iat', 'exp', 'jti', 'sid', 'sub', 'events'],
    maxTokenAge: '2m',
  });
  expect(claims).toEqual({
    iss: issuer,
    aud: audience,
    iat: secondsOf(signing.now),
    exp: secondsOf(signing.now) + 120,
    jti: 'evt_153',
    sub: 'user-7',
    sid: '7',
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  });
});

test('without a subject a token names the session alone', async () => {
  const { context, verify } = await keys();
  const unknown = { ...event, subject: null };
  const set = await verify(securityEvent(unknown, await context()).body, {});
  expect(set.sub_id).toEqual({ format: 'complex', session: { format: 'opaque', id: '7' } });
  const logout = new URLSearchParams(logoutToken(unknown, await context()).body).get('logout_token') ?? '';
  expect(await verify(logout, {})).not.toHaveProperty('sub');
});

test('without a reason a security event token names neither a reason nor an initiator', async () => {
  const { context, verify } = await keys();
  const { events } = await verify(securityEvent({ ...event, endReason: null }, await context()).body, {});
  expect(Object.values(Object(events))).toEqual([{ event_timestamp: 1_772_366_400 }]);
});

test('after a rotation the new key signs, and tokens of the one before are still accepted', async () => {
  const { signingKeys, context, verify, passTime } = await keys();
  const before = securityEvent(event, await context()).body;
  await signingKeys.rotate();
  const after = securityEvent(event, await context()).body;
  expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid);
  for (const token of [before, after]) expect((await verify(token, {})).jti).toBe('evt_153');
  for (let times = 0; times < 2; times += 1) await signingKeys.rotate();
  passTime();
  await expect(verify(before, {})).rejects.toThrow('no applicable key found');
});

test('what is published has no private part', async () => {
  const { signingKeys } = await keys();
  expect(await signingKeys.published()).toEqual([]);
  await signingKeys.current();
  expect((await signingKeys.published()).map((key) => Object.keys(key))).toEqual([
    ['kty', 'n', 'e', 'kid', 'alg', 'use'],
  ]);
});
