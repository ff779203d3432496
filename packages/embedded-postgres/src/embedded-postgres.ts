import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { PoolConfig } from 'pg';
import { lockDataDirectory } from './data-directory-lock.ts';
import { DurableFilesystem, durableParameters } from './durable-filesystem.ts';
import { type DataDirectoryOptions, prepareDataDirectory } from './data-directory.ts';
import { EmbeddedConnection } from './embedded-connection.ts';
import { MonitoredPostgres } from './monitored-postgres.ts';

/** A PostgreSQL inside this process, which alone uses the directory of its files. */
export interface EmbeddedPostgres {
  /** The settings for a pool or a client. Clients are served one after the other. */
  readonly settings: PoolConfig;
  /** Rejects while it does not work, in time independent of the statements that wait. */
  readonly check: () => Promise<void>;
  /** Resolves with the reason when it has stopped, and can only be opened again by another process. */
  readonly stopped: Promise<Error>;
  readonly close: () => Promise<void>;
}

/** All are set, so that no PG* variable of the environment applies. The one connection stays open. */
const account = { user: 'postgres', database: 'postgres', ssl: false, max: 1, idleTimeoutMillis: 0 } as const;

/** With PostgreSQL's default of 128 MB, all of it would become resident. The system's file cache has the rest. */
const sized = ['-c', 'shared_buffers=16MB'];

/** As on a server: plans that were made while a table was small do not read all of it later (decision 0101). */
const planned = ['-c', 'enable_seqscan=off'];

/**
 * Opens the database in a directory. Creates both if they are missing, unless `mustExist` is set.
 * @throws {DataDirectoryInUse} if another process uses the directory.
 * @throws {DataDirectoryError} if the directory cannot hold a database, or has none and `mustExist` is set.
 */
export async function openEmbeddedPostgres(
  dataDir: string,
  options: DataDirectoryOptions = { mustExist: false },
): Promise<EmbeddedPostgres> {
  const cluster = await prepareDataDirectory(dataDir, options);
  const unlock = await lockDataDirectory(dataDir);
  try {
    if (!existsSync(cluster)) await create(cluster);
    const postgres = new MonitoredPostgres(await start(cluster), `${cluster}.check`);
    let free = Promise.resolve();
    return {
      settings: {
        ...account,
        stream() {
          const connection = new EmbeddedConnection(postgres, free);
          free = free.then(() => connection.left);
          return connection;
        },
      },
      check: () => postgres.check(),
      stopped: postgres.stopped,
      async close() {
        await postgres.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

function start(cluster: string): Promise<PGlite> {
  return PGlite.create({
    fs: new DurableFilesystem(cluster),
    startParams: [...durableParameters(PGlite.defaultStartParams), ...sized, ...planned, '-c', 'TimeZone=UTC'],
  });
}

/**
 * Creates the database under another name and then renames it, so that a process that dies meanwhile leaves no
 * incomplete database.
 */
async function create(cluster: string): Promise<void> {
  const unfinished = `${cluster}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  const postgres = await start(unfinished);
  await postgres.close();
  await syncTree(unfinished);
  await rename(unfinished, cluster);
}

/** Syncs every file of a directory to the disk. */
async function syncTree(directory: string): Promise<void> {
  for (const entry of await readdir(directory, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = await open(join(entry.parentPath, entry.name), 'r+');
    await file.sync();
    await file.close();
  }
}
