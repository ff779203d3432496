import { expect, test } from 'vitest';
import { type ComparedSession, changesBetween } from './session-change.ts';
import { later, start } from '../testing/sample-session.ts';

const seen = (id: number, other: Partial<ComparedSession> = {}): ComparedSession => ({
  id,
  label: null,
  isConfirmed: false,
  isNewCountry: false,
  isBound: false,
  lastUsedAt: start,
  expiresAt: later(start, 1000),
  ...other,
});

test.each([
  ['renamed', { label: 'Kitchen' }],
  ['confirmed', { isConfirmed: true }],
  ['confirmed', { isNewCountry: true }],
  ['bound', { isBound: true }],
  ['used', { lastUsedAt: later(start, 1) }],
  ['rescheduled', { expiresAt: later(start, 1001) }],
] as const)('one thing that differs is one change: %s', (kind, other) => {
  expect(changesBetween([seen(1), seen(2)], [seen(1), seen(2, other)])).toEqual([{ kind, sessionId: 2 }]);
  expect(changesBetween([seen(1), seen(2, other)], [seen(1), seen(2)])).toEqual([{ kind, sessionId: 2 }]);
});

test('a use that puts the end off is no rescheduling', () => {
  const used = seen(1, { lastUsedAt: later(start, 1), expiresAt: later(start, 1001) });
  expect(changesBetween([seen(1)], [used])).toEqual([{ kind: 'used', sessionId: 1 }]);
});

test('what is new has appeared, and what is gone has ended', () => {
  expect(changesBetween([seen(1), seen(2), seen(3)], [seen(2), seen(4, { label: 'Kitchen' })])).toEqual([
    { kind: 'appeared', sessionId: 4 },
    { kind: 'ended', sessionId: 1 },
    { kind: 'ended', sessionId: 3 },
  ]);
});

test('nothing has happened where everything is the same', () => {
  const copy = seen(1, { lastUsedAt: new Date(start), expiresAt: later(start, 1000) });
  expect(changesBetween([seen(1)], [copy])).toEqual([]);
});

test('several things that differ are several changes', () => {
  const other = { label: 'Kitchen', isConfirmed: true, isBound: true, lastUsedAt: later(start, 1) };
  expect(changesBetween([seen(1)], [seen(1, other)]).map(({ kind }) => kind)).toEqual([
    'renamed',
    'confirmed',
    'bound',
    'used',
  ]);
});
