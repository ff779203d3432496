import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type RequestLike, headerOf } from './request.ts';

/** An event of the history, as Latchkey posts it. `type` is a string, because later versions have more. */
export const webhookEvent = z.object({
  type: z.string(),
  timestamp: z.string(),
  data: z.object({
    event_id: z.string(),
    position: z.int(),
    sub: z.string().nullable(),
    sid: z.string().nullable(),
    device_id: z.int().nullable(),
    amr: z.array(z.string()),
    reason: z.string().nullable(),
    by_sid: z.string().nullable(),
    ip: z.string().nullable(),
    user_agent: z.string(),
  }),
});
export type WebhookEvent = Readonly<z.infer<typeof webhookEvent>>;

/** A request that Latchkey has not signed, or not lately. Answer 400. */
export class WebhookNotVerified extends Error {
  override readonly name = 'WebhookNotVerified';
  readonly code: 'headers_missing' | 'timestamp_out_of_range' | 'signature_incorrect' | 'body_malformed';
  readonly status = 400;
  readonly statusCode = 400;

  constructor(code: WebhookNotVerified['code']) {
    super(`The webhook is not verified: ${code}`);
    this.code = code;
  }
}

/** How far the time of a webhook may be from now, in seconds, as the libraries of Standard Webhooks have it. */
const tolerance = 300;

/** The shortest secret in bytes. With an empty one, as a variable that is not set gives it, any sender could sign events. */
const shortestSecret = 16;

interface VerifyOptions {
  /** The secret that `latchkey admin webhooks create` printed, or several while one replaces another. Undefined throws. */
  readonly secret: string | readonly string[] | undefined;
  /** The current time in milliseconds since 1970. */
  readonly now?: number;
}

/**
 * Verifies a webhook by the rules of Standard Webhooks, and returns its event. Ignore an `event_id` that was handled before:
 * each event arrives at least once.
 * @param body The body exactly as it was received, null or undefined where there is none.
 * @throws {TypeError} if a parser has run before, or a secret is not one.
 * @throws {WebhookNotVerified} if Latchkey has not signed it, or not within five minutes.
 */
export function verifyWebhook(
  { headers }: Pick<RequestLike, 'headers'>,
  body: string | Uint8Array | null | undefined,
  { secret, now = Date.now() }: VerifyOptions,
): WebhookEvent {
  const keys = [secret].flat().map(keyOf);
  const [id, time, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    headerOf({ headers }, name),
  );
  if (!id || !time || !signatures) throw new WebhookNotVerified('headers_missing');
  if (!/^\d{1,12}$/.test(time) || Math.abs(now / 1000 - Number(time)) > tolerance) {
    throw new WebhookNotVerified('timestamp_out_of_range');
  }
  const received = receivedBody(body);
  const expected = keys.map((key) => createHmac('sha256', key).update(`${id}.${time}.`).update(received).digest());
  const given = signatures
    .split(' ')
    .flatMap((part) => (part.startsWith('v1,') ? [Buffer.from(part.slice(3), 'base64')] : []));
  if (!given.some((one) => expected.some((other) => one.length === other.length && timingSafeEqual(one, other)))) {
    throw new WebhookNotVerified('signature_incorrect');
  }
  const event = webhookEvent.safeParse(jsonOf(received));
  if (!event.success) throw new WebhookNotVerified('body_malformed');
  return event.data;
}

/**
 * The body, or an empty one where a sender has sent none, or not as JSON: Express 5 gives `undefined` for it, Express 4 `{}`.
 * @throws {TypeError} if a parser has run before.
 */
function receivedBody(body: unknown): string | Uint8Array {
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  if (body === undefined || body === null || Object.keys(body).length === 0) return '';
  throw new TypeError('`body` must be the body as it was received, as text or bytes: no JSON parser may run before');
}

/** @throws {TypeError} if it is missing or too short. */
function keyOf(secret = ''): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  if (key.length < shortestSecret) {
    throw new TypeError('`secret` must be what `latchkey admin webhooks create` printed: `whsec_…`');
  }
  return key;
}

function jsonOf(body: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
