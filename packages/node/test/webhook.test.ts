import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { WebhookNotVerified, verifyWebhook } from '../src/webhook.ts';

const [secret, other] = ['first', 'second'].map((text) => `whsec_${Buffer.from(text.repeat(6)).toString('base64')}`);
if (secret === undefined || other === undefined) throw new Error('There are two secrets');
const now = Date.UTC(2026, 2, 1);
const body = JSON.stringify({
  type: 'session.ended',
  timestamp: '2026-03-01T00:00:00.000Z',
  data: {
    event_id: 'evt_1',
    position: 1,
    sub: 'ada',
    sid: '7',
    device_id: null,
    amr: [],
    reason: 'revoked',
    by_sid: null,
    ip: null,
    user_agent: '',
  },
});

/** The headers that the library of Standard Webhooks makes. */
const headersOf = (text = body, at = now, key = secret): Record<string, string> => ({
  'webhook-id': 'evt_1',
  'webhook-timestamp': String(at / 1000),
  'webhook-signature': new Webhook(key).sign('evt_1', new Date(at), text),
});
const verify = (
  headers: Record<string, string>,
  text: string | Uint8Array | null = body,
  keys: string | string[] = secret,
) => verifyWebhook({ headers }, text, { secret: keys, now });
const codeOf = (run: () => unknown) => {
  try {
    run();
    return null;
  } catch (error) {
    return error instanceof WebhookNotVerified ? error.code : error;
  }
};

describe('verifyWebhook', () => {
  it.each(['', 'whsec_', 'secret', '!!!', 'undefined'])(
    'refuses to check with %j, which any sender could have signed with',
    (text) => {
      expect(() => verify(headersOf(), body, [secret, text])).toThrow(TypeError);
    },
  );

  it('gives the event that Standard Webhooks have signed, from text and bytes, and headers of both kinds', () => {
    const event = { type: 'session.ended', data: { sub: 'ada', sid: '7', reason: 'revoked' } };
    expect(verify(headersOf())).toMatchObject(event);
    expect(verify(headersOf(), Buffer.from(body))).toMatchObject(event);
    expect(
      verifyWebhook(new Request('http://localhost', { headers: headersOf() }), body, { secret, now }),
    ).toMatchObject(event);
  });

  it('accepts each of several secrets and signatures, while one replaces another', () => {
    expect(codeOf(() => verify(headersOf(body, now, other), body, [secret, other]))).toBeNull();
    const both = `${headersOf(body, now, other)['webhook-signature']} v2,x ${headersOf()['webhook-signature']}`;
    expect(codeOf(() => verify({ ...headersOf(), 'webhook-signature': both }))).toBeNull();
  });

  const minute = 60_000;
  it.each<[string, () => unknown]>([
    ['signature_incorrect', () => verify(headersOf(), body.replace('ada', 'eve'))],
    ['signature_incorrect', () => verify({ ...headersOf(), 'webhook-id': 'evt_2' })],
    ['signature_incorrect', () => verify({ ...headersOf(), 'webhook-timestamp': String(now / 1000 + 1) })],
    ['signature_incorrect', () => verify(headersOf(body, now, other))],
    ['signature_incorrect', () => verify(headersOf(), body, [])],
    ['signature_incorrect', () => verify({ ...headersOf(), 'webhook-signature': 'v1,' })],
    ['timestamp_out_of_range', () => verify(headersOf(body, now - 6 * minute))],
    ['timestamp_out_of_range', () => verify(headersOf(body, now + 6 * minute))],
    ['timestamp_out_of_range', () => verify({ ...headersOf(), 'webhook-timestamp': 'now' })],
    ['headers_missing', () => verify({})],
    ['headers_missing', () => verify({}, null)],
    ['signature_incorrect', () => verify(headersOf(), null)],
    ['signature_incorrect', () => verify(headersOf(), JSON.parse('{}'))],
    ['body_malformed', () => verify(headersOf('{}'), '{}')],
    ['body_malformed', () => verify(headersOf('no JSON'), 'no JSON')],
  ])('refuses with %s', (code, run) => {
    expect(codeOf(run)).toBe(code);
  });

  it('says that the secret is missing, as where an environment variable is not set', () => {
    expect(() => verifyWebhook({ headers: headersOf() }, body, { secret: process.env['NO_SUCH_SECRET'], now })).toThrow(
      /`secret` must be what/,
    );
  });

  it('says that no parser may run before, where one did', () => {
    const parsed: string = JSON.parse('{"type":"session.ended"}');
    expect(() => verify(headersOf(), parsed)).toThrow(/no JSON parser may run before/);
  });
});
