import type { ListedSession } from './listed-session.ts';

/** A session for tests, ordinary in everything that a test does not name. */
export function fakeSession(given: Partial<ListedSession> = {}): ListedSession {
  return {
    id: 153,
    deviceId: 12,
    device: { kind: 'desktop', software: 'Firefox', version: '128', systems: [{ name: 'Linux', version: null }] },
    ownersName: null,
    selfName: null,
    information: 'Firefox - 128; OS: Linux; Phone: false',
    address: '203.0.113.7',
    place: { kind: 'unknown', country: null },
    createdAt: '2026-11-01T09:00:00.000Z',
    lastUsedAt: '2026-11-23T09:00:00.000Z',
    activeDays: 1,
    expiresAt: '2026-12-01T09:00:00.000Z',
    expiresUnlessUsed: true,
    isCurrent: false,
    isConfirmed: true,
    isBound: false,
    ...given,
  };
}
