import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { ApiError } from '@latchkey/api/api-error';
import type { PageFile, PageFileStore } from '@latchkey/db/page-file-store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { BrandFiles } from './brand-files.ts';

/** The folder of built files below the page's root, and in URLs. */
export const assetsPath = 'latchkey/assets';

/** `history-screen-BXXhWA3_.js`: with the hash of its content, so that a name has one content in all builds. */
const hashedName = /^[\w.-]{1,60}-[\w-]{8}\.(css|js|json|png|svg|woff2)$/;

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'application/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

/** In bytes. A larger file is not shared; no file of the page comes near. */
const maxFileSize = 1024 * 1024;

/** In bytes: files of other builds in memory. */
const cacheSize = 8 * 1024 * 1024;

/** In milliseconds, between two queries for the names in the database. */
const namesInterval = 1_000;

/** In milliseconds: how long the files of a build stay that no instance has. */
const retention = 7 * 24 * 60 * 60 * 1000;

/** In milliseconds, between two updates that mark the files of this build as in use. */
const updateInterval = 60 * 60 * 1000;

export interface PageFilesOptions {
  readonly store: PageFileStore;
  /** The folder of the built page. */
  readonly root: string;
  /** Files that are made from the settings, and not by the build. */
  readonly brandFiles?: BrandFiles;
  readonly clock: () => Date;
  readonly onFailure: (error: unknown) => void;
}

/**
 * The page's files of all builds that run on one database. During a rolling update a browser with the page of one build may
 * request its files from an instance of another build. So each instance writes its files into the database, and reads there
 * the files that it does not have.
 */
export class PageFiles {
  readonly #options: PageFilesOptions;
  readonly #cache = new Map<string, PageFile>();
  #bytes = 0;
  #names: ReadonlySet<string> = new Set();
  #namesAt = -Infinity;
  #refreshing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: PageFilesOptions) {
    this.#options = options;
  }

  /** Writes the files of this build into the database, and repeats that each hour to mark them as in use. */
  async start(): Promise<void> {
    const { root, brandFiles } = this.#options;
    const ofSettings = [brandFiles?.stylesheet, brandFiles?.logo].flatMap((file) => file ?? []);
    const files = [...(await readBuild(root)), ...ofSettings];
    const update = async () => {
      const now = this.#options.clock();
      try {
        await this.#options.store.keep(files, now);
        await this.#options.store.purge(new Date(now.getTime() - retention));
      } catch (error) {
        // This instance serves its own files without the database.
        this.#options.onFailure(error);
      }
    };
    await update();
    this.#timer = setInterval(() => void update(), updateInterval);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** Returns a file of another build, or null. Unknown names cost at most one query a second in all. */
  async find(name: string): Promise<PageFile | null> {
    if (!hashedName.test(name)) return null;
    const cached = this.#cache.get(name);
    if (cached) return cached;
    if (!this.#names.has(name)) await this.#refreshNames();
    if (!this.#names.has(name)) return null;
    const file = await this.#options.store.find(name);
    if (file) this.#keep(file);
    return file;
  }

  #refreshNames(): Promise<void> {
    if (this.#refreshing) return this.#refreshing;
    if (performance.now() - this.#namesAt < namesInterval) return Promise.resolve();
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

  #keep(file: PageFile): void {
    if (this.#cache.has(file.name)) return;
    this.#cache.set(file.name, file);
    this.#bytes += file.content.byteLength;
    for (const [name, { content }] of this.#cache) {
      if (this.#bytes <= cacheSize) return;
      this.#cache.delete(name);
      this.#bytes -= content.byteLength;
    }
  }
}

/** Reads the files of a built page, in Brotli if the build compressed them. */
async function readBuild(root: string): Promise<PageFile[]> {
  const names = await readdir(join(root, assetsPath));
  const files = names
    .filter((name) => hashedName.test(name))
    .map(async (name) => {
      const isBrotli = names.includes(`${name}.br`);
      const content = await readFile(join(root, assetsPath, isBrotli ? `${name}.br` : name));
      return { name, isBrotli, content: Uint8Array.from(content) };
    });
  return (await Promise.all(files)).filter(({ content }) => content.byteLength <= maxFileSize);
}

/** Serves the files of other builds. Files of this build have static routes, which take precedence. */
export function pageFilesPlugin(
  app: FastifyInstance,
  { files }: { readonly files: PageFiles },
  done: () => void,
): void {
  app.get<{ Params: { name: string } }>(`/${assetsPath}/:name`, async (request, reply) => {
    const { name } = request.params;
    const file = await files.find(name);
    if (!file) {
      reply.header('cache-control', 'no-store');
      // Not `callNotFound`: its 405 would name the methods of this route.
      throw new ApiError('route_not_found');
    }
    return answerPageFile(file, request, reply);
  });
  done();
}

/** Answers a file from memory, decompressed for clients that do not accept Brotli. */
export async function answerPageFile(
  { name, content, isBrotli }: PageFile,
  { headers }: FastifyRequest,
  reply: FastifyReply,
) {
  reply
    .type(types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream')
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('vary', 'accept-encoding');
  if (!isBrotli) return reply.send(Buffer.from(content));
  const accepted = new Negotiator({ headers: { 'accept-encoding': headers['accept-encoding'] ?? '' } });
  if (accepted.encodings(['br']).includes('br'))
    return reply.header('content-encoding', 'br').send(Buffer.from(content));
  return reply.send(await promisify(brotliDecompress)(content));
}
