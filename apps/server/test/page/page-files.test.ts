import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { allowedMethods } from '@latchkey/api/http/not-found';
import { answerError } from '@latchkey/api/http/error-response';
import { type Database, openDatabase } from '@latchkey/db/database';
import { hasServer, migrations, temporaryCluster, temporaryServerDatabase } from '@latchkey/db/testing/place';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PageFiles, pageFilesPlugin } from '../../src/page/page-files.ts';
import { pagePlugin } from '../../src/page/page.ts';

const day = 24 * 60 * 60 * 1000;

let database: Database;
let remove: () => Promise<void>;
let now: Date;
let undo: (() => unknown)[];

beforeAll(async () => {
  const place = await (hasServer ? temporaryServerDatabase() : temporaryCluster());
  ({ remove } = place);
  database = await openDatabase({ ...place.location, migrations });
}, 120_000);
afterAll(async () => {
  await database.close();
  await remove();
});
beforeEach(() => {
  now = new Date('2026-03-01T12:00:00Z');
  undo = [];
});
afterEach(async () => {
  for (const step of undo.toReversed()) await step();
  vi.restoreAllMocks();
  await database.pageFiles.purge(new Date('9999-01-01'));
});

/** An instance with one build of the page: real files and routes, and the shared database. */
async function instanceOf(files: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), 'latchkey-build-'));
  undo.push(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'latchkey/assets'), { recursive: true });
  mkdirSync(join(root, 'shells'));
  writeFileSync(join(root, 'shells/en.html'), '<html lang="en">');
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(root, 'latchkey/assets', name), content);
    if (content.length > 100) writeFileSync(join(root, 'latchkey/assets', `${name}.br`), brotliCompressSync(content));
  }
  const shared = new PageFiles({
    store: database.pageFiles,
    root,
    clock: () => now,
    onFailure: (error) => expect.unreachable(String(error)),
  });
  await shared.start();
  const app: FastifyInstance = fastify();
  app.setErrorHandler(answerError);
  app.register(pagePlugin, { root, methodsAt: allowedMethods(app) });
  app.register(pageFilesPlugin, { files: shared });
  undo.push(
    () => app.close(),
    () => shared.stop(),
  );
  return (name: string, headers: Record<string, string> = {}) =>
    app.inject({ url: `/latchkey/assets/${name}`, headers });
}

const script = 'console.log("one");'.repeat(20);

describe('while instances of two builds share a database', () => {
  it('each serves the files of the other with the same answers', async () => {
    const one = await instanceOf({
      'page-AAAAAAAA.js': script,
      'small-AAAAAAA_.css': 'a{}',
      'both-AAAAAAAA.svg': '<svg/>',
    });
    const two = await instanceOf({
      'page-BBBB-BBB.js': script.replaceAll('one', 'two'),
      'both-AAAAAAAA.svg': '<svg/>',
    });
    for (const headers of [{ 'accept-encoding': 'gzip, deflate, br' }, { 'accept-encoding': 'br;q=0' }, {}]) {
      for (const name of ['page-AAAAAAAA.js', 'small-AAAAAAA_.css', 'both-AAAAAAAA.svg']) {
        const [own, others] = [await one(name, headers), await two(name, headers)];
        const same = ['content-type', 'cache-control', 'content-encoding'];
        expect([others.statusCode, ...same.map((header) => others.headers[header])]).toEqual([
          200,
          ...same.map((header) => own.headers[header]),
        ]);
        expect(others.rawPayload.equals(own.rawPayload)).toBe(true);
      }
    }
    const compressed = await one('page-BBBB-BBB.js', { 'accept-encoding': 'br' });
    expect(brotliDecompressSync(compressed.rawPayload).toString()).toContain('two');
  });

  it('unknown names cost one query a second, and names without a hash none', async () => {
    const ask = await instanceOf({});
    const names = vi.spyOn(database.pageFiles, 'names');
    const find = vi.spyOn(database.pageFiles, 'find');
    for (const name of [
      'x.js',
      'page-AAAAAAA.js',
      'page-AAAAAAAA.php',
      '..%2Fpage-AAAAAAAA.js',
      `${'x'.repeat(80)}-AAAAAAAA.js`,
    ]) {
      expect([name, (await ask(name)).statusCode]).toEqual([name, 404]);
    }
    expect(names).not.toHaveBeenCalled();
    const began = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, index) => ask(`page-${String(index).padStart(8, '0')}.js`)),
    );
    expect(
      answers.every(({ statusCode, headers }) => statusCode === 404 && headers['cache-control'] === 'no-store'),
    ).toBe(true);
    expect(names.mock.calls.length).toBeLessThanOrEqual(1 + Math.ceil((performance.now() - began) / 1000));
    expect(find).not.toHaveBeenCalled();
  });

  it('a file that was requested once is answered from memory', async () => {
    await instanceOf({ 'page-AAAAAAAA.js': script });
    const two = await instanceOf({});
    const find = vi.spyOn(database.pageFiles, 'find');
    for (let time = 0; time < 3; time += 1) expect((await two('page-AAAAAAAA.js')).statusCode).toBe(200);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('the files of a build are removed a week after its last instance, unless it starts again', async () => {
    await instanceOf({ 'page-AAAAAAAA.js': script, 'page-BBBBBBBB.js': script });
    now = new Date(now.getTime() + 5 * day);
    await instanceOf({ 'page-BBBBBBBB.js': script });
    now = new Date(now.getTime() + 5 * day);
    await instanceOf({ 'page-CCCCCCCC.js': script });
    expect((await database.pageFiles.names()).toSorted()).toEqual(['page-BBBBBBBB.js', 'page-CCCCCCCC.js']);
  });
});

it('all builds take at most 32 MB of the database, and the newest stay', async () => {
  const content = new Uint8Array(4 * 1024 * 1024);
  for (let build = 1; build <= 10; build += 1) {
    const name = `page-${String(build).padStart(8, '0')}.js`;
    await database.pageFiles.keep([{ name, content, isBrotli: false }], new Date(now.getTime() + build));
  }
  await database.pageFiles.purge(new Date(0));
  const kept = (await database.pageFiles.names()).toSorted();
  expect([kept.length, kept[0]]).toEqual([8, 'page-00000003.js']);
});
