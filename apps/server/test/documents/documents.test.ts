import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultMailsPerHour, mailShares, mailsPerAddress, totalOf } from '@latchkey/sessions/mail/mail-budget';
import { defaultRateLimits } from '@latchkey/sessions/rate-limits/rate-limiter';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Folders that are installed, built or written by tests. */
const skippedFolders = new Set(['.git', '.turbo', '.data', 'coverage', 'dist', 'generated', 'node_modules']);

/** The paths of every file of the repository, relative to its root. */
const files = filesIn('');

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return skippedFolders.has(entry.name) ? [] : filesIn(path);
  });
}

const documents = files.filter((file) => /^(?:[^/]+|(?:docs|packages|deploy)\/.+)\.md$/.test(file));

const security = read('docs/security.md');
/** The short names of folders in docs/security.md: `api/` is `packages/api/test`. */
const shortNames = new Map(
  Array.from(security.matchAll(/`([\w-]+)\/` is\s+`([\w/-]+)`/g), ([, name = '', path = '']) => [name, path]),
);

/**
 * The files that a document means by a name: a path from the root or its end (`session.ts`, `tokens/step-up.ts`), the short name
 * of a folder and such an end (`api/session-lifecycle.test.ts`), or all files of a folder (`jobs/`).
 */
function filesNamed(name: string): string[] {
  const direct = filesEndingWith(`/${name}`, files);
  const [first = '', ...rest] = name.split('/');
  const folder = shortNames.get(first);
  if (direct.length > 0 || folder === undefined) return direct;
  const inside = files.filter((file) => file.startsWith(`${folder}/`));
  return filesEndingWith(`/${rest.join('/')}`, inside);
}

const filesEndingWith = (end: string, among: readonly string[]): string[] =>
  among.filter((file) => (end.endsWith('/') ? `/${file}`.includes(end) : `/${file}`.endsWith(end)));

const isTest = (file: string): boolean => /\.(?:test|spec)\.tsx?$/.test(file);

/** The rows of tables and the paragraphs of a document. */
const blocks = (text: string): string[] => text.split(/\n(?=\n|\||- )/);

/** The strings in a file, among which are the titles of its tests. A string that spans several lines is not found. */
const stringsIn = (file: string): string[] =>
  Array.from(read(file).matchAll(/(['"`])((?:\\.|(?!\1)[^\\\n])*)\1/g), ([, , text = '']) => text.replaceAll('\\', ''));

/** The names of files and folders in backticks. Addresses begin with a slash, and commands contain spaces. */
const namesIn = (text: string): string[] =>
  Array.from(
    text.matchAll(/`([\w.-][\w./-]*(?:\.(?:tsx?|mjs|prisma|sql|ya?ml|md|json|txt|css|conf)|\/))`/g),
    ([, name = '']) => name,
  );

const testFilesIn = (block: string): string[] => namesIn(block).flatMap(filesNamed).filter(isTest);

const quotedTitles = (block: string): string[] =>
  Array.from(block.replaceAll(/`[^`]*`/g, '').matchAll(/(?<![\w\\])_((?:\\_|[^_])+)_(?!\w)/g), ([, title = '']) =>
    title.replaceAll('\\', '').replaceAll(/\s+/g, ' '),
  );

/** The anchor that a heading gets: `## The limits, and why` is `#the-limits-and-why`. */
const anchorsOf = (text: string): string[] =>
  Array.from(text.matchAll(/^#+ (.*)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );

/** The links of a document that lead to no file of the repository, or to no heading of it. */
function brokenLinks(document: string): string[] {
  const links = [...read(document).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? document : join(document, '..', path);
    if (anchor === undefined) return !files.some((file) => file === target || file.startsWith(`${target}/`));
    return !files.includes(target) || !anchorsOf(read(target)).includes(anchor);
  });
}

it('decision records have numbers of their own, and one line each in the index', () => {
  const records = files.filter((file) => /^docs\/decisions\/\d{4}-/.test(file)).map((file) => file.split('/')[2]);
  const listed = [...read('docs/decisions/README.md').matchAll(/\]\((\d{4}-[^)]+)\)/g)].map(([, name]) => name);
  expect(records.length).toBeGreaterThan(40);
  expect(listed.toSorted()).toEqual(records.toSorted());
  expect(new Set(records.map((record) => record?.slice(0, 4))).size).toBe(records.length);
});

it('documents name files and folders that exist', () => {
  const names = documents.flatMap((document) => namesIn(read(document)).map((name) => ({ document, name })));
  expect(names.length).toBeGreaterThan(300);
  expect(names.filter(({ name }) => filesNamed(name).length === 0)).toEqual([]);
});

it('documents link to files and headings that exist', () => {
  expect(documents.flatMap((document) => brokenLinks(document).map((link) => ({ document, link })))).toEqual([]);
});

describe('docs/security.md', () => {
  it('quotes tests that are in the files named beside them', () => {
    expect(shortNames.size).toBe(6);
    const quotes = blocks(security).flatMap((block) => {
      const strings = testFilesIn(block).flatMap(stringsIn);
      return quotedTitles(block).map((title) => ({ title, exists: strings.some((text) => text.includes(title)) }));
    });
    expect(quotes.length).toBeGreaterThan(100);
    expect(quotes.filter(({ exists }) => !exists).map(({ title }) => title)).toEqual([]);
  });

  it('names a test for every guarantee of its tables', () => {
    const rows = security
      .split('\n')
      .filter((line) => line.startsWith('| ') && !/^\| (?:-|line |guarantee |what |limit )/.test(line));
    const columns = (row: string) => row.split(/(?<!\\)\|/).slice(1, -1);
    const claims = rows.filter((row) => columns(row).length === 3 || row.startsWith('| 7.'));
    expect(claims.length).toBeGreaterThan(60);
    expect(claims.filter((row) => testFilesIn(row).length === 0)).toEqual([]);
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
  expect(names(read('docs/operations.md'))).toEqual(names(read('apps/server/src/metrics/metrics.ts')));
  const [row = ''] = /.*latchkey_job_failures_total\{job\}`.*/.exec(read('docs/operations.md')) ?? [];
  const described = [...row.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name);
  const chores = [...read('packages/sessions/src/jobs/housekeeping.ts').matchAll(/\{ name: '(\w+)', step/g)];
  const [type = ''] = /type JobName = .*/.exec(read('apps/server/src/jobs/job-scheduler.ts')) ?? [];
  const jobs = [...chores, ...type.matchAll(/(?<!\[)'(\w+)'/g)].map(([, name]) => name);
  expect(jobs.length).toBeGreaterThan(8);
  expect(described).toEqual(jobs);
});

it('README and docs/cluster.md describe every setting', () => {
  const sources = ['environment.ts', 'brand.ts'].map((file) => read(`apps/server/src/config/${file}`)).join('');
  const settings = [...sources.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name);
  const described = read('README.md') + read('docs/cluster.md');
  expect(settings.length).toBeGreaterThan(30);
  expect(settings.filter((name) => !described.includes(`\`${name}`))).toEqual([]);
});
