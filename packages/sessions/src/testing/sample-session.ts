import type { Principal } from '../sessions/principal.ts';
import type { SessionSummary } from '../sessions/session-view.ts';
import type { Session } from '../sessions/session.ts';
import { capUserAgent } from '../devices/user-agent.ts';
import type { OwnUser } from '../accounts/user.ts';
import { hashSessionToken } from '../tokens/session-token.ts';

const minute = 60_000;

/** The start time of all samples. */
export const start = new Date('2026-03-01T12:00:00.000Z');

export const later = (from: Date, milliseconds: number): Date => new Date(from.getTime() + milliseconds);

/** A session created at `start`, with the given differences. */
export const sampleSession = (given: Partial<Session> = {}): Session => ({
  id: 1,
  userId: 1,
  userAgent: capUserAgent(''),
  clientLabel: null,
  rememberMe: true,
  createdAt: start,
  lastUsedAt: start,
  activeDays: 1,
  lastCountry: null,
  deviceId: 1,
  label: null,
  confirmedAt: start,
  ip: null,
  methods: ['pwd'],
  authenticatedAt: null,
  steppedUpAt: null,
  idleLimit: null,
  absoluteExpiresAt: later(start, 30 * 24 * 60 * minute),
  binding: null,
  endedAt: null,
  endReason: null,
  ...given,
});

/** A session as a list reads it, used at `start`, with the given differences. */
export const sampleSummary = (given: Partial<SessionSummary> = {}): SessionSummary => ({
  id: 1,
  deviceId: 1,
  label: null,
  confirmedAt: start,
  userAgent: capUserAgent(''),
  ip: null,
  clientLabel: null,
  createdAt: start,
  lastUsedAt: start,
  activeDays: 1,
  lastCountry: null,
  rememberMe: true,
  knownCountries: null,
  signInMethods: 'pwd',
  idleLimit: null,
  absoluteExpiresAt: later(start, 30 * 24 * 60 * minute),
  isBound: false,
  ...given,
});

export const sampleUser = (id: number): OwnUser => ({
  id,
  subject: null,
  email: `user${id}@example.com`,
  displayName: null,
  createdAt: start,
});

/** The caller of a session of user 3 that began an hour ago and has just stepped up, unless a test says otherwise. */
export const samplePrincipal = (other: Partial<Session> = {}, ofBrowser = true): Principal => ({
  user: sampleUser(3),
  session: sampleSession({ id: 20, userId: 3, createdAt: later(start, -3_600_000), steppedUpAt: start, ...other }),
  tokenHash: hashSessionToken('20'),
  ofBrowser,
  provedUntil: null,
});
