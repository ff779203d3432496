import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { brandMark } from './brand-mark.ts';
import names from './brand-marks/names.json';

const markOf = (software: string | null, ...systems: string[]) =>
  brandMark({ software, systems: systems.map((name) => ({ name, version: null })) });

test('brand mark: of the browser or program, or else of the system', () => {
  expect(markOf('Firefox', 'Windows')).toBe('firefoxbrowser');
  expect(markOf('curl', 'Linux')).toBe('curl');
  expect(markOf('Edge', 'Android')).toBe('android');
  expect(markOf(null, 'iOS', 'iPadOS', 'macOS')).toBe('apple');
});

test('brand mark: none where neither has one, and where it could be several', () => {
  expect(markOf('Edge', 'Windows')).toBeNull();
  expect(markOf('My program')).toBeNull();
  expect(markOf(null, 'Linux', 'Android')).toBeNull();
  // A name that every object has.
  expect(markOf('constructor', 'toString')).toBeNull();
});

test('brand mark: each name has a file, and each file a name', () => {
  const drawn = readdirSync(new URL('brand-marks/', import.meta.url)).filter((file) => file.endsWith('.svg'));
  const named = new Set([...Object.values(names.software), ...Object.values(names.systems)]);
  expect(drawn.toSorted()).toEqual(Array.from(named, (slug) => `${slug}.svg`).toSorted());
});

test('brand mark: each name is one that a client in the corpus of user agents has', () => {
  const corpus = readFileSync(
    new URL('../../../../../packages/sessions/src/testing/user-agents.txt', import.meta.url),
    'utf8',
  );
  const described = corpus.match(/^[a-z]+: .*$/gm)?.map((line) => `${line.replace(/^[a-z]+: /, '')} `) ?? [];
  const unknown = [
    ...Object.keys(names.software).filter(
      (name) =>
        !described.some(
          (line) => line.startsWith(`${name} on `) || new RegExp(`^${name.replaceAll('.', '\\.')} \\d+ on `).test(line),
        ),
    ),
    ...Object.keys(names.systems).filter((name) => !described.some((line) => line.includes(` ${name} `))),
  ];
  expect(unknown).toEqual([]);
});
