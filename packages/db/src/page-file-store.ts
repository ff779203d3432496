import type { Client } from './connection/client.ts';

/** A file of a built page, by a name that changes with its content. */
export interface PageFile {
  readonly name: string;
  readonly content: Uint8Array<ArrayBuffer>;
  /** Whether the content is compressed by brotli. */
  readonly isBrotli: boolean;
}

/** The most bytes of all builds together. One build has about half a megabyte. */
const maxBytes = 32 * 1024 * 1024;

/** Files in one statement at most. */
const batch = 20;

/** The files of the page of every build that runs on this database, for the instances of another build. */
export class PageFileStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  /** Stores the missing ones of these files, and marks all of them as in use. */
  async keep(files: readonly PageFile[], now: Date): Promise<void> {
    const names = files.map(({ name }) => name);
    await this.#prisma.pageFile.updateMany({ where: { name: { in: names } }, data: { seenAt: now } });
    const there = new Set(await this.names());
    const missing = files.filter(({ name }) => !there.has(name));
    for (let from = 0; from < missing.length; from += batch) {
      const data = missing.slice(from, from + batch).map((file) => ({ ...file, seenAt: now }));
      // Another instance of this build may start at the same moment.
      await this.#prisma.pageFile.createMany({ data, skipDuplicates: true });
    }
  }

  async names(): Promise<string[]> {
    const rows = await this.#prisma.pageFile.findMany({ select: { name: true } });
    return rows.map(({ name }) => name);
  }

  async find(name: string): Promise<PageFile | null> {
    return this.#prisma.pageFile.findUnique({ where: { name }, omit: { seenAt: true } });
  }

  /** Removes files that were not marked as in use since a moment, and the oldest ones beyond `maxBytes`. */
  async purge(unseenSince: Date): Promise<number> {
    return this.#prisma.$executeRaw`
      DELETE FROM page_files WHERE seen_at < ${unseenSince} OR name IN (
        SELECT name FROM (
          SELECT name, sum(length(content)) OVER (ORDER BY seen_at DESC, name) AS total FROM page_files
        ) AS sized WHERE total > ${maxBytes}
      )`;
  }
}
