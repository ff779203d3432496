import type { SessionView } from '../api/outputs.ts';

/** An ordinary session for tests; `given` overrides single fields. */
export function fakeSession(given: Partial<SessionView> = {}): SessionView {
  return {
    id: 153,
    deviceId: 12,
    device: { kind: 'desktop', software: 'Firefox', version: '128', systems: [{ name: 'Linux', version: null }] },
    label: null,
    clientLabel: null,
    ip: '203.0.113.7',
    location: { kind: 'unknown', country: null },
    createdAt: '2026-11-01T09:00:00.000Z',
    lastUsedAt: '2026-11-23T09:00:00.000Z',
    activeDays: 1,
    lastCountry: null,
    isNewCountry: false,
    usedDays: 2,
    rememberMe: true,
    expiresAt: '2026-12-01T09:00:00.000Z',
    expiresUnlessUsed: true,
    isCurrent: false,
    isConfirmed: true,
    isBound: false,
    signedInWith: [{ kind: 'password' }],
    ...given,
  };
}
