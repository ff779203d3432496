import { describe, expect, test } from 'vitest';
import { fakeSession } from '../listed-session.fake.ts';
import { everything, hasCriteria, meets } from './criteria.ts';
import { facetOptions, isWorthAsking } from './facet-options.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const phone = { kind: 'phone', software: 'Safari', version: '26', systems: [] } as const;
const nameless = { kind: 'unknown', software: null, version: null, systems: [] } as const;
const laptop = fakeSession({ id: 1, lastUsedAt: '2026-11-23T11:00:00.000Z' });
const oldLaptop = fakeSession({ id: 2, lastUsedAt: '2026-10-24T12:00:00.000Z' });
const oldPhone = fakeSession({
  id: 3,
  device: phone,
  place: { kind: 'country', country: 'BR' },
  lastUsedAt: '2026-08-01T12:00:00.000Z',
});
const stranger = fakeSession({ id: 4, device: nameless, lastUsedAt: '2026-11-16T12:00:00.001Z' });
const sessions = [laptop, oldLaptop, oldPhone, stranger];
const bound = fakeSession({ id: 5, isBound: true });

const shown = (criteria: Parameters<typeof meets>[1]) =>
  sessions.filter((session) => meets(session, criteria, now)).map(({ id }) => id);

describe('criteria', () => {
  test('leave everybody where there are none', () => {
    expect(shown(everything)).toEqual([1, 2, 3, 4]);
    expect(hasCriteria(everything)).toBe(false);
    expect(hasCriteria({ words: '  ', chosen: {} })).toBe(false);
  });

  test('count the days of not being used to the instant', () => {
    expect(shown({ words: '', chosen: { unused: '7' } })).toEqual([2, 3]);
    expect(shown({ words: '', chosen: { unused: '30' } })).toEqual([2, 3]);
    expect(shown({ words: '', chosen: { unused: '90' } })).toEqual([3]);
  });

  test('leave those that meet all of them, words and values', () => {
    expect(shown({ words: '', chosen: { unused: '30', software: 'Firefox' } })).toEqual([2]);
    expect(shown({ words: 'safari', chosen: { unused: '30' } })).toEqual([3]);
    expect(shown({ words: 'linux', chosen: { kind: 'phone' } })).toEqual([]);
    expect(shown({ words: '', chosen: { software: '' } })).toEqual([4]);
    expect(shown({ words: '', chosen: { country: 'BR' } })).toEqual([3]);
    expect(shown({ words: '', chosen: { country: 'unknown' } })).toEqual([1, 2, 4]);
  });
});

describe('what can be chosen', () => {
  test('is, by their binding, those that are bound to a device and those that are not, where there are both', () => {
    const both = [laptop, oldLaptop, bound];
    const left = (binding: string) => both.filter((session) => meets(session, { words: '', chosen: { binding } }, now));
    expect(left('bound')).toEqual([bound]);
    expect(left('unbound')).toEqual([laptop, oldLaptop]);
    const isAsked = (among: typeof both) =>
      isWorthAsking('binding', facetOptions('binding', among, everything, now), everything, among.length);
    expect([isAsked(both), isAsked([laptop, oldLaptop]), isAsked([bound])]).toEqual([true, false, false]);
  });

  test('is what occurs, with how many would be shown', () => {
    expect(facetOptions('unused', sessions, everything, now)).toEqual([
      { value: '7', count: 2 },
      { value: '30', count: 2 },
      { value: '90', count: 1 },
    ]);
    expect(facetOptions('kind', sessions, everything, now)).toEqual([
      { value: 'desktop', count: 2 },
      { value: 'phone', count: 1 },
      { value: 'unknown', count: 1 },
    ]);
  });

  test('is counted among those that meet all other criteria, and keeps what is chosen, though nobody has it', () => {
    const criteria = { words: '', chosen: { kind: 'phone', software: 'Firefox' } };
    expect(facetOptions('kind', sessions, criteria, now)).toEqual([
      { value: 'phone', count: 0 },
      { value: 'desktop', count: 2 },
    ]);
    expect(facetOptions('software', sessions, criteria, now)).toEqual([
      { value: 'Firefox', count: 0 },
      { value: 'Safari', count: 1 },
    ]);
  });

  test('is worth asking only where it leaves out somebody', () => {
    const alike = [laptop, oldLaptop];
    expect(isWorthAsking('kind', facetOptions('kind', alike, everything, now), everything, 2)).toBe(false);
    expect(isWorthAsking('unused', facetOptions('unused', alike, everything, now), everything, 2)).toBe(true);
    expect(isWorthAsking('unused', facetOptions('unused', [laptop], everything, now), everything, 1)).toBe(false);
    const chosen = { words: '', chosen: { kind: 'desktop' } };
    expect(isWorthAsking('kind', facetOptions('kind', alike, chosen, now), chosen, 2)).toBe(true);
  });
});
