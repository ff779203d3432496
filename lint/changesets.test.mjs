import { expect, it } from 'vitest';
import { changesetFaults, isChangeset, sentenceOf, withVersion } from './changesets.mjs';

const path = '.changeset/warm-otters-sing.md';
const changeset = (sentence = 'You can name a device.', bump = "'@latchkey/server': minor") =>
  `---\n${bump}\n---\n\n${sentence}\n`;

it('passes one sentence with a package and its bump', () => {
  expect(changesetFaults(path, changeset())).toEqual([]);
  expect(changesetFaults(path, changeset('Applications read `session.list`,\nalso of other users.'))).toEqual([]);
});

it.each(['', 'You can', 'you can name a device.', 'You can name a device. You can rename it.', '- You can.'])(
  'fails on the text “%s”',
  (sentence) => {
    expect(changesetFaults(path, changeset(sentence))).toEqual([expect.stringContaining('one sentence')]);
  },
);

it.each(["'other': minor", "'@latchkey/server': big", ''])('fails on the front matter “%s”', (bump) => {
  expect(changesetFaults(path, changeset(undefined, bump))).toEqual([expect.stringContaining('begin with')]);
});

it('takes the sentence on one line', () => {
  expect(sentenceOf(changeset('You can name\na device.'))).toBe('You can name a device.');
});

it('puts a version above the older ones', () => {
  const older = '# Changelog\n\n## 0.1.0\n\n- You can sign in for $1.\n';
  const sentences = ['You can name a device.', 'It costs $1.'];
  expect(withVersion(older, '0.2.0', sentences)).toBe(
    '# Changelog\n\n## 0.2.0\n\n- You can name a device.\n- It costs $1.\n\n## 0.1.0\n\n- You can sign in for $1.\n',
  );
});

it('tells changesets from the files beside them', () => {
  expect(isChangeset(path)).toBe(true);
  for (const other of ['.changeset/README.md', '.changeset/config.json', 'docs/a.md'])
    expect(isChangeset(other)).toBe(false);
});
