import { fstatSync, fsyncSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Startup = Awaited<ReturnType<NodeFS['init']>>;
type Module = Parameters<NonNullable<Startup['emscriptenOpts']['preRun']>[number]>[0];

/** WASI's number for an input or output error. */
const EIO = 29;

/**
 * PGlite's directory on the disk, with the system call that it lacks: an fsync that reaches the disk. PostgreSQL
 * calls it as on a server: for its log at each commit, for its tables at each checkpoint. The files get the modes of
 * a server too: PGlite ignores the umask of the process and creates them with 0666.
 */
export class DurableFilesystem extends NodeFS {
  override async init(...[pg, options]: Parameters<NodeFS['init']>): Promise<Startup> {
    const { emscriptenOpts } = await super.init(pg, options);
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), giveFsync, keepPrivate] },
    };
  }
}

/** The parameters of PostgreSQL with `fsync` on, which PGlite's own parameters turn off. */
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
        // Windows refuses to sync a directory, and does not need it. Every other error stops PostgreSQL, as on a
        // server.
        if (!fstatSync(nfd).isDirectory()) throw new FS.ErrnoError(EIO);
      }
      return 0;
    },
  });
}

/** Removes the permissions of other users from each file and directory that is created or whose mode is set. */
function keepPrivate({ NODEFS }: Module): void {
  const operations: unknown = Reflect.get(NODEFS, 'node_ops');
  if (typeof operations !== 'object' || operations === null) throw new Error('This PGlite has no place for modes');
  for (const [name, position] of [
    ['mknod', 2],
    ['setattr', 1],
  ] as const) {
    const original: unknown = Reflect.get(operations, name);
    if (typeof original !== 'function') throw new Error(`This PGlite has no ${name}`);
    Reflect.set(operations, name, (...given: unknown[]) => {
      const result: unknown = Reflect.apply(original, operations, given.with(position, closed(given[position])));
      return result;
    });
  }
}

/** A mode, or attributes with a mode, without the permissions of group and others. */
function closed(value: unknown): unknown {
  if (typeof value === 'number') return value & ~0o077;
  if (typeof value !== 'object' || value === null || !('mode' in value)) return value;
  return { ...value, mode: closed(value.mode) };
}
