import { createHmac, timingSafeEqual } from 'node:crypto';

/** Who can read a seal, and what for: one that is good for something else is good for nothing here. */
export interface Seal {
  readonly secret: string;
  readonly purpose: string;
}

const shape = /^(\d{1,16})\.([\w-]{43})$/;

/** A moment in milliseconds that only who knows the secret can have written down (HMAC-SHA-256, RFC 2104). */
export function sealMoment(moment: number, { secret, purpose }: Seal): string {
  const mac = createHmac('sha256', secret).update(`${purpose} ${moment}`).digest('base64url');
  return `${moment}.${mac}`;
}

/** The moment in a text that a client sent, or null where its seal is not right. */
export function sealedMoment(text: string, seal: Seal): number | null {
  const [, digits] = shape.exec(text) ?? [];
  if (digits === undefined) return null;
  const right = Buffer.from(sealMoment(Number(digits), seal));
  const given = Buffer.from(text);
  return given.length === right.length && timingSafeEqual(given, right) ? Number(digits) : null;
}
