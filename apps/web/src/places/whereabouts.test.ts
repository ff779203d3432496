import { expect, it } from 'vitest';
import { type Located, whereabouts } from './whereabouts.ts';

const at = (place: Located['place'], address: string | null = '203.0.113.7') => whereabouts({ address, place });

it('a country is said to be approximate', () => {
  expect(at({ kind: 'country', country: 'DE' })).toBe('Germany, approximately');
});

it('what is not known is said, and of a wiped address nothing', () => {
  expect(at({ kind: 'private', country: null })).toBe('A private network');
  expect(at({ kind: 'unknown', country: null })).toBe('Country unknown');
  expect(at({ kind: 'unknown', country: null }, null)).toBeNull();
});
