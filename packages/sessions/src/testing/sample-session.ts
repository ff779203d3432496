import type { Session } from '../session.ts';
import { capUserAgent } from '../user-agent.ts';
import type { User } from '../user.ts';

const minute = 60_000;

/** When everything in the samples begins. */
export const start = new Date('2026-03-01T12:00:00.000Z');

export const later = (from: Date, milliseconds: number): Date => new Date(from.getTime() + milliseconds);

/** A session that began at `start`, and what a test wants otherwise. */
export const sampleSession = (given: Partial<Session> = {}): Session => ({
  id: 1,
  userId: 1,
  userAgent: capUserAgent(''),
  information: null,
  staysSignedIn: true,
  createdAt: start,
  lastUsedAt: start,
  activeDays: 1,
  deviceId: 1,
  deviceName: null,
  confirmedAt: start,
  address: null,
  steppedUpAt: null,
  idleLimit: null,
  expiresAt: later(start, 30 * 24 * 60 * minute),
  binding: null,
  endedAt: null,
  endReason: null,
  ...given,
});

export const sampleUser = (id: number): User => ({ id, email: `user${id}@example.com`, createdAt: start });
