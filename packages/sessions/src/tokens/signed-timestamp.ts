import { createHmac, timingSafeEqual } from 'node:crypto';

/** The HMAC key, and the purpose that a timestamp is signed for. It is not accepted for another purpose. */
export interface TimestampKey {
  readonly secret: string;
  readonly purpose: string;
}

const shape = /^(\d{1,16})\.([\w-]{43})$/;

/** Signs a timestamp in milliseconds (HMAC-SHA-256, RFC 2104). */
export function signTimestamp(moment: number, { secret, purpose }: TimestampKey): string {
  const mac = createHmac('sha256', secret).update(`${purpose} ${moment}`).digest('base64url');
  return `${moment}.${mac}`;
}

/** The timestamp that a client sent back, or null where the signature is wrong. */
export function verifyTimestamp(text: string, seal: TimestampKey): number | null {
  const [, digits] = shape.exec(text) ?? [];
  if (digits === undefined) return null;
  const right = Buffer.from(signTimestamp(Number(digits), seal));
  const given = Buffer.from(text);
  return given.length === right.length && timingSafeEqual(given, right) ? Number(digits) : null;
}
