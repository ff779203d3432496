import { expect, test } from 'vitest';
import { BoundedCache } from './bounded-cache.ts';

test('a value is computed once for each key, null too, until the cache is full', () => {
  const computed: string[] = [];
  const cache = new BoundedCache(2, (key: string) => {
    computed.push(key);
    return key === '' ? null : key.toUpperCase();
  });
  expect(['a', '', 'a', ''].map((key) => cache.get(key))).toEqual(['A', null, 'A', null]);
  expect([computed, cache.size]).toEqual([['a', ''], 2]);
  expect([cache.get('b'), cache.size]).toEqual(['B', 1]);
  expect([cache.get('a'), cache.get('b'), cache.size]).toEqual(['A', 'B', 2]);
  expect(computed).toEqual(['a', '', 'b', 'a']);
});

test('a key whose value cannot be computed takes no place', () => {
  const cache = new BoundedCache(1, (): string => {
    throw new Error('not computed');
  });
  expect(() => cache.get('a')).toThrow('not computed');
  expect(cache.size).toBe(0);
});
