import { describe, expect, test } from 'vitest';
import { kinds } from './testing/place.ts';
import { later, start } from './testing/sample.ts';
import { World } from './testing/world.ts';

const mebibyte = 1024 * 1024;

describe.each(kinds)('files of the page on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  const file = (name: string, size = 1) => ({ name, content: new Uint8Array(size).fill(7), isBrotli: false });
  const names = async () => (await world.database.pageFiles.names()).toSorted();

  test('are kept once, and removed when no build has had them since a moment', async () => {
    const { pageFiles } = world.database;
    await pageFiles.keep([file('old'), file('shared')], start);
    await pageFiles.keep([{ ...file('shared', 2), isBrotli: true }, file('new')], later(10));
    expect(await pageFiles.find('shared')).toEqual(file('shared'));
    expect(await pageFiles.find('none')).toBeNull();
    expect(await pageFiles.purge(start)).toBe(0);
    expect(await pageFiles.purge(later(10))).toBe(1);
    expect(await names()).toEqual(['new', 'shared']);
    expect(await pageFiles.purge(later(11))).toBe(2);
    expect(await names()).toEqual([]);
  });

  test('take at most 32 MB: the oldest are removed, and of one build those behind the others by name', async () => {
    const { pageFiles } = world.database;
    await pageFiles.keep([file('older')], start);
    for (const name of ['c', 'a', 'b']) await pageFiles.keep([file(name, 16 * mebibyte)], later(10));
    expect(await pageFiles.purge(start)).toBe(2);
    expect(await names()).toEqual(['a', 'b']);
    expect(await pageFiles.purge(start)).toBe(0);
  });
});
