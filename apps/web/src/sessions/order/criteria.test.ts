import { describe, expect, test } from 'vitest';
import { fakeSession } from '../listed-session.fake.ts';
import { askedFacets } from './asked-facets.ts';
import { type Criteria, everything, hasCriteria, meets } from './criteria.ts';
import { facetOptions } from './facet-options.ts';

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

const asked = (among: typeof sessions, criteria: Criteria = everything) =>
  askedFacets(among, criteria, now).map(({ facet }) => facet);

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
    const isAsked = (among: typeof both) => asked(among).includes('binding');
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
      { value: 'desktop', count: 2 },
      { value: 'phone', count: 0 },
    ]);
    expect(facetOptions('software', sessions, criteria, now)).toEqual([
      { value: 'Firefox', count: 0 },
      { value: 'Safari', count: 1 },
    ]);
  });

  test('comes by the alphabet where it has a name, by its size where it is a number, and what is unknown comes last', () => {
    const nowhere = (['unknown', 'private'] as const).map((kind) => fakeSession({ place: { kind, country: null } }));
    const somewhere = ['US', 'DE', 'AT'].map((country) => fakeSession({ place: { kind: 'country', country } }));
    const offered = (facet: Parameters<typeof facetOptions>[0], among: typeof sessions, chosen: Criteria['chosen']) =>
      facetOptions(facet, among, { words: '', chosen }, now).map(({ value }) => value);
    expect(offered('country', [...nowhere, ...somewhere], {})).toEqual(['AT', 'DE', 'US', 'private', 'unknown']);
    expect(offered('software', [stranger, oldPhone, laptop], {})).toEqual(['Firefox', 'Safari', '']);
    expect(offered('unused', sessions, { unused: '90' })).toEqual(['7', '30', '90']);
    expect(offered('binding', [laptop, bound], {})).toEqual(['bound', 'unbound']);
  });

  test('is asked only where it leaves out somebody', () => {
    const alike = [laptop, oldLaptop];
    expect(asked(alike)).toEqual(['unused']);
    expect(asked([laptop])).toEqual([]);
    expect(asked(alike, { words: '', chosen: { kind: 'desktop' } })).toEqual(['unused', 'kind']);
  });

  test('is not asked where all that meet the other criteria are alike, whatever the others are', () => {
    const all = [...sessions, bound];
    expect(asked(all)).toEqual(['unused', 'country', 'kind', 'software', 'binding']);
    expect(asked(all, { words: 'safari', chosen: {} })).toEqual([]);
    expect(asked(all, { words: '', chosen: { kind: 'phone' } })).toEqual(['kind']);
  });
});
