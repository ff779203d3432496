import { expect, test } from 'vitest';
import { Administration } from './administration.ts';

const notAsked = () => Promise.reject(new Error('not asked'));

/** Administration of `sessions` sessions, of which every second one is live. */
function administrationOf(sessions: number) {
  const batches: number[] = [];
  const limits: number[] = [];
  const cutoff = { now: new Date('2026-03-01'), idleSince: new Date('2026-02-01') };
  const store = {
    endEvery: (_cutoff: unknown, limit: number) => {
      const left = sessions - batches.reduce((sum, batch) => sum + batch, 0);
      const written = Math.min(limit, left);
      limits.push(limit);
      batches.push(written);
      return Promise.resolve({ live: written / 2, written });
    },
    countLive: notAsked,
    recentAddresses: notAsked,
    listAccounts: notAsked,
  };
  const administration = new Administration({
    administration: store,
    users: { create: notAsked, findByEmail: notAsked, disable: notAsked, enable: notAsked, delete: notAsked },
    subjects: { findBySubject: notAsked },
    store: { end: notAsked, endAll: notAsked },
    recovery: { issueLink: notAsked },
    sessions: { listUnmarked: notAsked, cutoff: () => cutoff },
  });
  return { administration, batches, limits };
}

test.each([0, 2, 498, 500, 502, 1500])('the end of every session goes on until all %d have ended', async (sessions) => {
  const { administration, batches, limits } = administrationOf(sessions);
  const told: number[] = [];
  for await (const ended of administration.endEverySession()) told.push(ended);
  expect(batches.reduce((sum, batch) => sum + batch, 0)).toBe(sessions);
  expect(batches).toHaveLength(Math.floor(sessions / 500) + 1);
  expect(new Set(limits)).toEqual(new Set([500]));
  expect(told.at(-1)).toBe(sessions / 2);
  expect(told).toHaveLength(batches.length);
});
