import { expect, test } from 'vitest';
import { everything, readView, writeView } from './history-view.ts';

const read = (text: string) => readView(new URLSearchParams(text));

test('the address of a history has its filter and its device', () => {
  for (const view of [everything, { filter: 'failures', deviceId: null }, { filter: 'ends', deviceId: 12 }] as const)
    expect(readView(writeView(view))).toEqual(view);
  expect(writeView(everything).toString()).toBe('');
  expect(writeView({ filter: 'ends', deviceId: 12 }).toString()).toBe('show=ends&device=12');
});

test('an address that was edited by hand shows everything instead of failing', () => {
  for (const text of ['', 'show=none', 'show=toString', 'device=', 'device=0', 'device=-1', 'device=1e3', 'device=x'])
    expect(read(text)).toEqual(everything);
  expect(read(`device=${'9'.repeat(16)}`)).toEqual(everything);
});
