import { type DeviceTokenHash, createDeviceToken, hashDeviceToken } from '@latchkey/sessions/tokens/device-token';
import { type SessionTokenHash, createSessionToken, hashSessionToken } from '@latchkey/sessions/tokens/session-token';
import type { EndSession, ExpiryCutoff, NewSession } from '@latchkey/sessions/sessions/session-store';
import type { User } from '@latchkey/sessions/accounts/user';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';

export const second = 1000;
export const day = 86_400_000;
export const idle = 14 * day;

/** When every sample begins. */
export const start = new Date('2026-03-01T12:00:00.123Z');
export const later = (ms: number): Date => new Date(start.getTime() + ms);

export const cutoff = (now: Date): ExpiryCutoff => ({ now, idleSince: new Date(now.getTime() - idle) });

export const impossibleIds = [0, -1, 1.5, 2 ** 53, -(2 ** 53), Number.NaN, Number.POSITIVE_INFINITY];

export const newToken = (): SessionTokenHash => hashSessionToken(createSessionToken());
export const newDevice = (): DeviceTokenHash => hashDeviceToken(createDeviceToken());

/** What every sample user is created with. */
export const passwordHash = 'hash';

/** A session of a program. */
export function sessionOf(user: User, other: Partial<NewSession> = {}): NewSession {
  return {
    userId: user.id,
    tokenHash: newToken(),
    deviceTokenHash: null,
    bindingSecret: null,
    passwordHash,
    language: 'en',
    country: null,
    userAgent: capUserAgent('curl/8.5.0'),
    ip: '192.0.2.7',
    clientLabel: null,
    rememberMe: true,
    createdAt: start,
    absoluteExpiresAt: later(30 * day),
    ...other,
  };
}

export function ending(user: User, other: Partial<EndSession> = {}): EndSession {
  return { userId: user.id, reason: 'revoked', cutoff: cutoff(later(second)), actorId: null, ...other };
}
