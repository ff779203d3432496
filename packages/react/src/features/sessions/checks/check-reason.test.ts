import { expect, test } from 'vitest';
import type { SessionView } from '../../../api/outputs.ts';
import { fakeSession } from '../../../testing/fake-session.ts';
import { type CheckReason, findCheckReasons } from './check-reason.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const inCountry = (country: string) => ({ location: { kind: 'country' as const, country } });
const here = fakeSession({ id: 1, isCurrent: true, ...inCountry('DE') });
const neighbour = fakeSession({ id: 2, label: 'Neighbour', ...inCountry('DE') });
const once = { createdAt: '2026-11-19T09:00:00.000Z', lastUsedAt: '2026-11-19T20:00:00.000Z', usedDays: 1 };

const cases: readonly [string, Partial<SessionView>, CheckReason | null, (readonly SessionView[])?][] = [
  ['an ordinary session', inCountry('DE'), null],
  ['an unconfirmed session', { isConfirmed: false, ...inCountry('DE') }, 'unconfirmed'],
  ['an unconfirmed session in a country of its own', { isConfirmed: false, ...inCountry('BR') }, 'unconfirmed'],
  ['the only session in a country', inCountry('BR'), 'onlyInCountry'],
  [
    'one of two in a country',
    inCountry('BR'),
    null,
    [here, fakeSession({ id: 4, label: 'Other', ...inCountry('BR') })],
  ],
  ['the only session in a country, used once', { ...once, ...inCountry('BR') }, 'onlyInCountry'],
  [
    'the only session in a country, seen from an unknown one',
    inCountry('BR'),
    null,
    [{ ...here, ...fakeSession({ id: 1, isCurrent: true }) }],
  ],
  ['a session without a country', {}, null],
  ['a session used on one day, four days ago', once, 'usedOnce'],
  [
    'a session used on one day, the day before yesterday',
    { ...once, createdAt: '2026-11-21T09:00:00.000Z', lastUsedAt: '2026-11-21T09:00:00.000Z' },
    null,
  ],
  ['a session used on two days', { ...once, usedDays: 2 }, null],
  [
    'a session last used from a new country',
    { isNewCountry: true, lastCountry: 'BR', ...inCountry('DE') },
    'newCountry',
  ],
  ['an unconfirmed session in a new country', { isNewCountry: true, isConfirmed: false }, 'unconfirmed'],
  ['a session last used from a country of its own', { lastCountry: 'BR', ...inCountry('DE') }, 'onlyInCountry'],
  ['a session last used from here', { lastCountry: 'DE', ...inCountry('BR') }, null],
  ['a session used once that has a look-alike', once, null, [here, fakeSession({ id: 4 })]],
];

test.each(cases)('findCheckReasons: %s', (_which, given, reason, others = [here, neighbour]) => {
  const session = fakeSession({ id: 3, ...given });
  expect(findCheckReasons([...others, session], now).get(3) ?? null).toBe(reason);
});

test('findCheckReasons: never names the current session', () => {
  const current = fakeSession({ id: 3, isCurrent: true, isConfirmed: false, ...once, ...inCountry('BR') });
  expect(findCheckReasons([current, neighbour], now).has(3)).toBe(false);
});
