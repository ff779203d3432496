import { expect, it } from 'vitest';
import { type Located, whereabouts } from './whereabouts.ts';

const at = (place: Located['place'], address: string | null = '203.0.113.7') => whereabouts({ address, place });

it('a country is said to be approximate, with the owner of the network where one is known', () => {
  expect(at({ kind: 'country', country: 'DE', network: null })).toBe('Germany, approximately');
  expect(at({ kind: 'country', country: 'DE', network: 'Example' })).toBe('Germany (approx.) · Example');
});

it('what is not known is said, and of a wiped address nothing', () => {
  expect(at({ kind: 'private', country: null, network: null })).toBe('A private network');
  expect(at({ kind: 'unknown', country: null, network: null })).toBe('Country unknown');
  expect(at({ kind: 'unknown', country: null, network: null }, null)).toBeNull();
});
