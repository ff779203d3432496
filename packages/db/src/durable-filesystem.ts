import { fstatSync, fsyncSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Startup = Awaited<ReturnType<NodeFS['init']>>;
type Module = Parameters<NonNullable<Startup['emscriptenOpts']['preRun']>[number]>[0];

/** WASI's number for an input or output error. */
const EIO = 29;

/**
 * PGlite's directory on the disk, with the one system call that it lacks: an fsync that reaches the disk. PostgreSQL
 * decides when to call it, as it does everywhere: its log at each commit, its tables at each checkpoint.
 */
export class DurableFilesystem extends NodeFS {
  override async init(...[pg, options]: Parameters<NodeFS['init']>): Promise<Startup> {
    const { emscriptenOpts } = await super.init(pg, options);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), giveFsync] } };
  }
}

/** Starts PostgreSQL with `fsync` on (PGlite's own parameters turn it off) through the call that is answered here. */
export function durableParameters(parameters: typeof PGlite.defaultStartParams): string[] {
  return [...parameters.filter((parameter) => parameter !== '-F'), '-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];
}

function giveFsync({ FS, NODEFS }: Module): void {
  const operations: unknown = Reflect.get(NODEFS, 'stream_ops');
  if (typeof operations !== 'object' || operations === null) throw new Error('This PGlite has no place for an fsync');
  Object.assign(operations, {
    fsync({ nfd }: { nfd?: number }): 0 {
      if (nfd === undefined) return 0;
      try {
        fsyncSync(nfd);
      } catch {
        // Windows refuses to sync a directory, and needs no such call. Anything else stops PostgreSQL, as it must.
        if (!fstatSync(nfd).isDirectory()) throw new FS.ErrnoError(EIO);
      }
      return 0;
    },
  });
}
