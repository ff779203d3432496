import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultMailsPerHour, mailShares, mailsPerAddress, totalOf } from '@latchkey/sessions/mail/mail-budget';
import { defaultRateLimits } from '@latchkey/sessions/rate-limiter';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every file of the source and its tests. */
const sources = ['apps', 'packages'].flatMap((folder) =>
  readdirSync(join(root, folder)).flatMap((room) =>
    ['src', 'test', 'e2e', 'soak'].flatMap((part) => {
      const path = `${folder}/${room}/${part}`;
      if (!existsSync(join(root, path))) return [];
      return readdirSync(join(root, path), { recursive: true, encoding: 'utf8' }).map((file) => `${path}/${file}`);
    }),
  ),
);

const security = read('docs/security.md');
/** What folders are called there: `api/` is `packages/api/test`. */
const rooms = new Map(
  Array.from(security.matchAll(/`(\w+)\/` is\s+`([\w/-]+)`/g), ([, name = '', path = '']) => [name, path]),
);

/** The paths of a test file, or of those in a folder, as a document names it. None where there is none. */
function testFiles(named: string): string[] {
  const [room = '', ...rest] = named.split('/');
  const path = rooms.has(room) ? `${rooms.get(room)}/${rest.join('/')}` : named;
  return sources.filter((file) => /\.(?:test|spec)\.tsx?$/.test(file) && (file === path || isIn(file, path)));
}

const isIn = (file: string, folder: string): boolean => folder.endsWith('/') && file.startsWith(folder);

/** The rows of tables and the paragraphs of a document. */
const blocks = (text: string): string[] => text.split(/\n(?=\n|\||- )/);

/** The texts in a file, among which are the titles of its tests. None goes over several lines. */
const texts = (file: string): string[] =>
  Array.from(read(file).matchAll(/(['"`])((?:\\.|(?!\1)[^\\\n])*)\1/g), ([, , text = '']) => text.replaceAll('\\', ''));

const namedFiles = (block: string): string[] =>
  Array.from(block.matchAll(/`([\w./-]+(?:\.(?:test|spec)\.tsx?|\/))`/g), ([, name = '']) => name);

const quotedTitles = (block: string): string[] =>
  Array.from(block.replaceAll(/`[^`]*`/g, '').matchAll(/(?<![\w\\])_((?:\\_|[^_])+)_(?!\w)/g), ([, title = '']) =>
    title.replaceAll('\\', '').replaceAll(/\s+/g, ' '),
  );

describe.each(['docs/security.md', 'docs/revocation.md', 'docs/operations.md'])('%s', (path) => {
  it('names test files that are there', () => {
    const named = [...read(path).matchAll(/`([\w./-]+\.(?:test|spec)\.tsx?)`/g)].map(([, name = '']) => name);
    expect(named.filter((name) => testFiles(name).length === 0)).toEqual([]);
  });

  it('names files of the source that are there', () => {
    const named = [...read(path).matchAll(/`([\w./-]+\.tsx?)`/g)].map(([, name = '']) => name);
    const isThere = (name: string) =>
      rooms.has(name.split('/')[0] ?? '') || sources.some((file) => `/${file}`.endsWith(`/${name}`));
    expect(named.filter((name) => !isThere(name))).toEqual([]);
  });
});

describe('docs/security.md', () => {
  it('quotes tests that are in the files which it names beside them', () => {
    expect(rooms.size).toBe(6);
    const quotes = blocks(security).flatMap((block) => {
      const found = namedFiles(block).flatMap(testFiles).flatMap(texts);
      return quotedTitles(block).map((title) => ({ title, isThere: found.some((text) => text.includes(title)) }));
    });
    expect(quotes.length).toBeGreaterThan(100);
    expect(quotes.filter(({ isThere }) => !isThere).map(({ title }) => title)).toEqual([]);
  });

  it('names a test for every promise of its tables', () => {
    const rows = security
      .split('\n')
      .filter((line) => line.startsWith('| ') && !/^\| (?:-|line |promise |what |limit )/.test(line));
    const columns = (row: string) => row.split(/(?<!\\)\|/).slice(1, -1);
    const bare = rows.filter((row) => columns(row).length === 3 || row.startsWith('| 7.'));
    const unproved = bare.filter((row) => namedFiles(row).flatMap(testFiles).length === 0);
    expect(unproved).toEqual([]);
  });
});

it('the table of docs/security.md has every limit of attempts and mails, and no other', () => {
  const table = security.slice(security.indexOf('| what is counted'), security.indexOf('A network is an IPv4'));
  const units: Record<string, number> = { second: 1, minute: 60, hour: 3600 };
  const documented = [...table.matchAll(/^\|[^|]+\| (\d+) +\| ([\d.]*) ?(second|minute|hour)s? /gm)].map(
    ([, burst = '', number = '', unit = '']) => `${burst} then ${Number(number || 1) * (units[unit] ?? 0)} s`,
  );
  const { recovery, password_changed: changed, verification } = mailsPerAddress;
  expect(recovery).toEqual(changed);
  const totals = Object.values(mailShares).map((share) => totalOf(defaultMailsPerHour * share));
  const limits = [...Object.values(defaultRateLimits), recovery, verification, ...totals];
  expect(documented.toSorted()).toEqual(limits.map(({ burst, every }) => `${burst} then ${every / 1000} s`).toSorted());
});

it('docs/operations.md names every job, and describes every metric and no other', () => {
  const names = (text: string) =>
    [...new Set([...text.matchAll(/latchkey_[a-z_]+/g)].map(([name]) => name))].toSorted();
  expect(names(read('docs/operations.md'))).toEqual(names(read('apps/server/src/metrics.ts')));
  const [row = ''] = /.*latchkey_job_failures_total\{job\}`.*/.exec(read('docs/operations.md')) ?? [];
  const described = [...row.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name);
  const chores = [...read('packages/sessions/src/housekeeping.ts').matchAll(/\{ name: '(\w+)', step/g)];
  const [type = ''] = /type Job = .*/.exec(read('apps/server/src/caretaker.ts')) ?? [];
  const jobs = [...chores, ...type.matchAll(/(?<!\[)'(\w+)'/g)].map(([, name]) => name);
  expect(jobs.length).toBeGreaterThan(9);
  expect(described).toEqual(jobs);
});

it('README and docs/cluster.md describe every setting', () => {
  const settings = [...read('apps/server/src/environment.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(
    ([, name]) => name,
  );
  const described = read('README.md') + read('docs/cluster.md');
  expect(settings.length).toBeGreaterThan(30);
  expect(settings.filter((name) => !described.includes(`\`${name}`))).toEqual([]);
});
