import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { Refusal } from '@latchkey/api/refusal';
import type { PageFile, PageFileStore } from '@latchkey/db/page-files/page-file-store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

/** Where built files are, below the page's root and in its addresses. */
const folder = 'latchkey/assets';

/** `history-screen-BXXhWA3_.js`: the hash of the content stands in the name, so that it never means anything else. */
const hashedName = /^[\w.-]{1,60}-[\w-]{8}\.(css|js|json|svg|woff2)$/;

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'application/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

/** What no file of a page comes near: a build with a larger one keeps that to itself. In bytes. */
const largest = 1024 * 1024;

/** What is kept in memory of other builds, in bytes. */
const remembered = 8 * 1024 * 1024;

/** The database is asked for the names that it has no more often than this, whatever is asked for. In milliseconds. */
const namesLast = 1_000;

/** So long a build is kept that no instance has. In milliseconds. */
const keptFor = 7 * 24 * 60 * 60 * 1000;

/** How often an instance notes that its build is in use, in milliseconds. */
const noteEvery = 60 * 60 * 1000;

export interface PageFilesOptions {
  readonly store: PageFileStore;
  /** The folder of the built page. */
  readonly root: string;
  readonly clock: () => Date;
  readonly onFailure: (error: unknown) => void;
}

/**
 * The page's files of every build that runs on one database. While instances of two builds stand behind one balancer, a
 * browser that has the page of one asks the other for its files: each instance puts its own into the database, and
 * answers from there for what only another build has.
 */
export class PageFiles {
  readonly #options: PageFilesOptions;
  readonly #remembered = new Map<string, PageFile>();
  #bytes = 0;
  #names: ReadonlySet<string> = new Set();
  #namesAt = -Infinity;
  #refreshing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: PageFilesOptions) {
    this.#options = options;
  }

  /** Puts the files of this build into the database, and notes from time to time that it is in use. */
  async start(): Promise<void> {
    const files = await readBuild(this.#options.root);
    const note = async () => {
      const now = this.#options.clock();
      try {
        await this.#options.store.keep(files, now);
        await this.#options.store.purge(new Date(now.getTime() - keptFor));
      } catch (error) {
        // The page of this build comes up all the same, from this instance.
        this.#options.onFailure(error);
      }
    };
    await note();
    this.#timer = setInterval(() => void note(), noteEvery);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** A file of another build, or null. Names that no build has cost one statement a second at most, all together. */
  async find(name: string): Promise<PageFile | null> {
    if (!hashedName.test(name)) return null;
    const known = this.#remembered.get(name);
    if (known) return known;
    if (!this.#names.has(name)) await this.#refreshNames();
    if (!this.#names.has(name)) return null;
    const file = await this.#options.store.find(name);
    if (file) this.#remember(file);
    return file;
  }

  #refreshNames(): Promise<void> {
    if (this.#refreshing) return this.#refreshing;
    if (performance.now() - this.#namesAt < namesLast) return Promise.resolve();
    this.#refreshing = this.#options.store
      .names()
      .then((names) => {
        this.#names = new Set(names);
      })
      .finally(() => {
        this.#namesAt = performance.now();
        this.#refreshing = null;
      });
    return this.#refreshing;
  }

  #remember(file: PageFile): void {
    if (this.#remembered.has(file.name)) return;
    this.#remembered.set(file.name, file);
    this.#bytes += file.content.byteLength;
    for (const [name, { content }] of this.#remembered) {
      if (this.#bytes <= remembered) return;
      this.#remembered.delete(name);
      this.#bytes -= content.byteLength;
    }
  }
}

/** The files of a built page, each compressed where the build has compressed it. */
async function readBuild(root: string): Promise<PageFile[]> {
  const names = await readdir(join(root, folder));
  const files = names
    .filter((name) => hashedName.test(name))
    .map(async (name) => {
      const isBrotli = names.includes(`${name}.br`);
      const content = await readFile(join(root, folder, isBrotli ? `${name}.br` : name));
      return { name, isBrotli, content: Uint8Array.from(content) };
    });
  return (await Promise.all(files)).filter(({ content }) => content.byteLength <= largest);
}

/** Answers for the files of other builds. Those of this one have routes of their own, which come first. */
export function pageFilesPlugin(
  app: FastifyInstance,
  { files }: { readonly files: PageFiles },
  done: () => void,
): void {
  app.get<{ Params: { name: string } }>(`/${folder}/:name`, async (request, reply) => {
    const { name } = request.params;
    const file = await files.find(name);
    if (!file) {
      reply.header('cache-control', 'no-store');
      // Not by `callNotFound`, which would name the methods of this very route.
      throw new Refusal('route_not_found');
    }
    reply
      .type(types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding');
    return send(file, request, reply);
  });
  done();
}

async function send({ content, isBrotli }: PageFile, { headers }: FastifyRequest, reply: FastifyReply) {
  if (!isBrotli) return reply.send(Buffer.from(content));
  const accepted = new Negotiator({ headers: { 'accept-encoding': headers['accept-encoding'] ?? '' } });
  if (accepted.encodings(['br']).includes('br'))
    return reply.header('content-encoding', 'br').send(Buffer.from(content));
  return reply.send(await promisify(brotliDecompress)(content));
}
