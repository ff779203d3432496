import { expect, it } from 'vitest';
import { type Located, locationText } from './location.tsx';

const at = (location: Located['location'], ip: string | null = '203.0.113.7') => locationText({ ip, location });

it('locationText: calls a country approximate', () => {
  expect(at({ kind: 'country', country: 'DE' })).toBe('probably Germany');
});

it('locationText: names unknown locations, and is null without an IP address', () => {
  expect(at({ kind: 'private', country: null })).toBe('Your local network');
  expect(at({ kind: 'unknown', country: null })).toBe('Country unknown');
  expect(at({ kind: 'unknown', country: null }, null)).toBeNull();
});
