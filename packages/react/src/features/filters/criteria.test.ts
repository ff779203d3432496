import { describe, expect, test } from 'vitest';
import { fakeSession } from '../../testing/fake-session.ts';
import { type Criteria, hasCriteria, matchesCriteria, noCriteria, readCriteria, writeCriteria } from './criteria.ts';
import { facetOptions, usefulFacets } from './facets.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const phone = { kind: 'phone', software: 'Safari', version: '26', systems: [] } as const;
const nameless = { kind: 'unknown', software: null, version: null, systems: [] } as const;
const laptop = fakeSession({ id: 1, lastUsedAt: '2026-11-23T11:00:00.000Z' });
const oldLaptop = fakeSession({ id: 2, lastUsedAt: '2026-10-24T12:00:00.000Z' });
const oldPhone = fakeSession({
  id: 3,
  device: phone,
  location: { kind: 'country', country: 'BR' },
  lastUsedAt: '2026-08-01T12:00:00.000Z',
});
const stranger = fakeSession({ id: 4, device: nameless, lastUsedAt: '2026-11-16T12:00:00.001Z' });
const sessions = [laptop, oldLaptop, oldPhone, stranger];
const bound = fakeSession({ id: 5, isBound: true });

const shown = (criteria: Parameters<typeof matchesCriteria>[1]) =>
  sessions.filter((session) => matchesCriteria(session, criteria, now)).map(({ id }) => id);

const asked = (among: typeof sessions, criteria: Criteria = noCriteria) =>
  usefulFacets(among, criteria, now).map(({ facet }) => facet);

describe('criteria', () => {
  test('match all sessions when empty', () => {
    expect(shown(noCriteria)).toEqual([1, 2, 3, 4]);
    expect(hasCriteria(noCriteria)).toBe(false);
    expect(hasCriteria({ search: '  ', chosen: {} })).toBe(false);
  });

  test('count unused days to the millisecond', () => {
    expect(shown({ search: '', chosen: { unused: '7' } })).toEqual([2, 3]);
    expect(shown({ search: '', chosen: { unused: '30' } })).toEqual([2, 3]);
    expect(shown({ search: '', chosen: { unused: '90' } })).toEqual([3]);
  });

  test('combine the search and all facets', () => {
    expect(shown({ search: '', chosen: { unused: '30', software: 'Firefox' } })).toEqual([2]);
    expect(shown({ search: 'safari', chosen: { unused: '30' } })).toEqual([3]);
    expect(shown({ search: 'linux', chosen: { kind: 'phone' } })).toEqual([]);
    expect(shown({ search: '', chosen: { software: '' } })).toEqual([4]);
    expect(shown({ search: '', chosen: { country: 'BR' } })).toEqual([3]);
    expect(shown({ search: '', chosen: { country: 'unknown' } })).toEqual([1, 2, 4]);
  });
});

describe('what can be chosen', () => {
  test('is bound and unbound where there are both', () => {
    const both = [laptop, oldLaptop, bound];
    const left = (binding: string) =>
      both.filter((session) => matchesCriteria(session, { search: '', chosen: { binding } }, now));
    expect(left('bound')).toEqual([bound]);
    expect(left('unbound')).toEqual([laptop, oldLaptop]);
    const isAsked = (among: typeof both) => asked(among).includes('binding');
    expect([isAsked(both), isAsked([laptop, oldLaptop]), isAsked([bound])]).toEqual([true, false, false]);
  });

  test('is each value with its count', () => {
    expect(facetOptions('unused', sessions, noCriteria, now)).toEqual([
      { value: '7', count: 2 },
      { value: '30', count: 2 },
      { value: '90', count: 1 },
    ]);
    expect(facetOptions('kind', sessions, noCriteria, now)).toEqual([
      { value: 'desktop', count: 2 },
      { value: 'phone', count: 1 },
      { value: 'unknown', count: 1 },
    ]);
  });

  test('is counted among matches of the other criteria, and keeps a chosen value with count 0', () => {
    const criteria = { search: '', chosen: { kind: 'phone', software: 'Firefox' } };
    expect(facetOptions('kind', sessions, criteria, now)).toEqual([
      { value: 'desktop', count: 2 },
      { value: 'phone', count: 0 },
    ]);
    expect(facetOptions('software', sessions, criteria, now)).toEqual([
      { value: 'Firefox', count: 0 },
      { value: 'Safari', count: 1 },
    ]);
  });

  test('is sorted by name or number, with unknown values last', () => {
    const nowhere = (['unknown', 'private'] as const).map((kind) => fakeSession({ location: { kind, country: null } }));
    const somewhere = ['US', 'DE', 'AT'].map((country) => fakeSession({ location: { kind: 'country', country } }));
    const offered = (facet: Parameters<typeof facetOptions>[0], among: typeof sessions, chosen: Criteria['chosen']) =>
      facetOptions(facet, among, { search: '', chosen }, now).map(({ value }) => value);
    expect(offered('country', [...nowhere, ...somewhere], {})).toEqual(['AT', 'DE', 'US', 'private', 'unknown']);
    expect(offered('software', [stranger, oldPhone, laptop], {})).toEqual(['Firefox', 'Safari', '']);
    expect(offered('unused', sessions, { unused: '90' })).toEqual(['7', '30', '90']);
    expect(offered('binding', [laptop, bound], {})).toEqual(['bound', 'unbound']);
  });

  test('is useful only where it hides a visible session', () => {
    const alike = [laptop, oldLaptop];
    expect(asked(alike)).toEqual(['unused']);
    expect(asked([laptop])).toEqual([]);
    expect(asked(alike, { search: '', chosen: { kind: 'desktop' } })).toEqual(['unused', 'kind']);
  });

  test('is not useful where all visible sessions are alike', () => {
    const all = [...sessions, bound];
    expect(asked(all)).toEqual(['unused', 'country', 'kind', 'software', 'binding']);
    expect(asked(all, { search: 'safari', chosen: {} })).toEqual([]);
    expect(asked(all, { search: '', chosen: { kind: 'phone' } })).toEqual(['kind']);
  });
});

const there = (address: string) => readCriteria(new URLSearchParams(address));

test('criteria: are read back from the address', () => {
  const criteria = {
    search: 'über Backup',
    chosen: { country: 'DE', kind: 'phone', unused: '30', software: '', binding: 'bound' },
  };
  expect(there(writeCriteria(criteria).toString())).toEqual(criteria);
  expect(writeCriteria(noCriteria).toString()).toBe('');
});

test('criteria: invalid values of an address are ignored', () => {
  expect(there('unused=31&kind=spaceship&country=Germany&binding=maybe&other=1')).toEqual(noCriteria);
  expect(there(`q=${'x'.repeat(5000)}&software=${'x'.repeat(5000)}`)).toEqual({ search: 'x'.repeat(200), chosen: {} });
  expect(there('new-password')).toEqual(noCriteria);
});
