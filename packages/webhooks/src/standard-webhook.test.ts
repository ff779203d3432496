import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import { createWebhookSecret } from '@latchkey/sessions/webhooks/endpoint';
import type { OutgoingEvent } from '@latchkey/sessions/webhooks/outgoing-event';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { standardWebhook } from './standard-webhook.ts';

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
  userAgent: capUserAgent('curl/8.5.0 <sec-ch-ua: "Chromium";v="140"> <sec-ch-ua-mobile: ?0>'),
  ip: '203.0.113.7',
};

/** What the library of Standard Webhooks accepts by a secret. It also checks the time. */
const verify = (secret: string, { headers, body }: ReturnType<typeof standardWebhook>): unknown =>
  new Webhook(secret).verify(body, headers);

test('a webhook is accepted by the library of Standard Webhooks, and says what happened', () => {
  const secret = createWebhookSecret();
  const message = standardWebhook(event, [secret], new Date());
  expect(message.headers['webhook-id']).toBe('evt_153');
  expect(verify(secret, message)).toEqual({
    type: 'session.ended',
    timestamp: '2026-03-01T12:00:00.000Z',
    data: {
      event_id: 'evt_153',
      position: 12,
      sub: 'user-7',
      sid: '7',
      device_id: 8,
      amr: [],
      reason: 'revoked',
      by_sid: '9',
      ip: '203.0.113.7',
      user_agent: 'curl/8.5.0',
    },
  });
});

test('during a rotation both secrets verify it, and no other', () => {
  const [previous, next, foreign] = [createWebhookSecret(), createWebhookSecret(), createWebhookSecret()];
  const message = standardWebhook(event, [next, previous], new Date());
  expect(verify(previous, message)).toEqual(verify(next, message));
  expect(() => verify(foreign, message)).toThrow('No matching signature found');
});

test('another body, another id or another time is refused', () => {
  const secret = createWebhookSecret();
  const message = standardWebhook(event, [secret], new Date());
  expect(() => verify(secret, { ...message, body: message.body.replace('user-7', 'user-8') })).toThrow();
  for (const name of ['webhook-id', 'webhook-timestamp']) {
    const value = String(Number(message.headers['webhook-timestamp']) - 1);
    expect(() => verify(secret, { ...message, headers: { ...message.headers, [name]: value } })).toThrow();
  }
  const late = standardWebhook(event, [secret], new Date(Date.now() - 6 * 60_000));
  expect(() => verify(secret, late)).toThrow('Message timestamp too old');
});
