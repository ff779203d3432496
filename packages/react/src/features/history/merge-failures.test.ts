import type { HistoryEntry } from '@latchkey/client';
import { expect, test } from 'vitest';
import { mergeFailures, rowKeys } from './merge-failures.ts';

const entry = (id: number, other: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id,
  kind: 'sign_in_failed',
  at: new Date(0).toISOString(),
  sessionId: null,
  sessionCreatedAt: null,
  deviceId: null,
  endReason: null,
  actorSessionId: null,
  actor: null,
  device: { kind: 'desktop', software: 'Firefox', version: '128', systems: [] },
  label: null,
  clientLabel: null,
  ip: '192.0.2.7',
  location: { kind: 'unknown', country: null },
  methods: null,
  ...other,
});

const idsOf = (...entries: readonly HistoryEntry[]) => mergeFailures(entries).map((row) => row.map(({ id }) => id));

test('equal failed attempts in a row are one row, the newest first', () => {
  expect(idsOf(entry(5), entry(4), entry(3, { kind: 'signed_in' }), entry(2), entry(1))).toEqual([[5, 4], [3], [2, 1]]);
});

test('attempts of another kind, address, device or name are rows of their own, and so are events that are no failures', () => {
  const other: Partial<HistoryEntry>[] = [
    { kind: 'step_up_failed' },
    { ip: '192.0.2.8' },
    { ip: null },
    { deviceId: 3 },
    { label: 'Kitchen iPad' },
  ];
  for (const difference of other) expect(idsOf(entry(2), entry(1, difference))).toEqual([[2], [1]]);
  expect(idsOf(entry(2, { kind: 'signed_in' }), entry(1, { kind: 'signed_in' }))).toEqual([[2], [1]]);
});

test('rowKeys: a row keeps its key when an attempt joins it and its oldest one falls off the list', () => {
  const known = new Map<number, number>();
  const keysOf = (...entries: readonly HistoryEntry[]) => [...rowKeys(mergeFailures(entries), known).values()];
  const signIn = entry(3, { kind: 'signed_in' });
  expect(keysOf(entry(5), entry(4), signIn, entry(2), entry(1))).toEqual([5, 3, 2]);
  expect(keysOf(entry(6), entry(5), entry(4), signIn, entry(2))).toEqual([5, 3, 2]);
  expect(keysOf(entry(8), entry(7, { kind: 'signed_in' }), entry(6))).toEqual([8, 7, 5]);
});
