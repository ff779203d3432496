import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The data directory cannot hold a database, or has none although one is required. The message is for the operator. */
export class DataDirectoryError extends Error {
  override readonly name = 'DataDirectoryError';
}

export interface DataDirectoryOptions {
  /** Whether a database must exist already, so that a mistyped path does not create one. */
  readonly mustExist: boolean;
}

/** Whether Latchkey creates files of this name in a data directory. */
const isOurs = (name: string): boolean =>
  ['.gitignore', 'lock', 'lost+found'].includes(name) || name.startsWith('postgres');

const forOthers = 0o077;

/**
 * Creates the data directory if it is missing, and closes it to other users of the machine, as PostgreSQL does: mode
 * 0700, and owned by the user of this process. Git ignores a directory that it creates, because it is often inside a checkout
 * and holds password hashes. The files of databases of earlier versions, which others could read, are
 * closed too. Returns the path of the database's own directory, which may not exist yet.
 * @throws {DataDirectoryError} if the directory belongs to another user, has other files, or has no database although
 * one is required.
 */
export async function prepareDataDirectory(dataDir: string, { mustExist }: DataDirectoryOptions): Promise<string> {
  const cluster = join(dataDir, 'postgres');
  if (mustExist && !(await exists(join(cluster, 'PG_VERSION')))) {
    throw new DataDirectoryError(
      `There is no database in ${dataDir}, and this command makes none: start the server once, or set DATA_DIR or DATABASE_URL as the server has it`,
    );
  }
  if (!(await isDirectory(dataDir))) {
    await makeDirectory(dataDir);
    await writeFile(join(dataDir, '.gitignore'), '*\n');
  }
  if (process.platform === 'win32') return cluster;
  await closeToOthers(dataDir);
  if ((await exists(cluster)) && ((await stat(cluster)).mode & forOthers) !== 0) await closeTree(cluster);
  return cluster;
}

/**
 * Creates the directory and its parents. A recursive `mkdir` never ends below `/proc`, where no directory can be
 * created.
 */
async function makeDirectory(path: string): Promise<void> {
  if (await isDirectory(path)) return;
  if (dirname(path) !== path) await makeDirectory(dirname(path));
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have created it meanwhile.
    if (!(await isDirectory(path))) {
      throw new DataDirectoryError(`The data directory ${path} cannot be made`, { cause: error });
    }
  }
}

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );

async function closeToOthers(dataDir: string): Promise<void> {
  const { uid, mode } = await stat(dataDir);
  if (uid !== process.geteuid?.()) {
    throw new DataDirectoryError(
      `The data directory ${dataDir} belongs to another user (uid ${uid}), who could replace the database: ` +
        'name a directory of the user that runs Latchkey, such as a new one inside it',
    );
  }
  if ((mode & forOthers) === 0) return;
  // Other users may need the other files of the directory, so their permissions are left alone and the start is
  // refused.
  const foreign = (await readdir(dataDir)).find((name) => !isOurs(name));
  if (foreign !== undefined) {
    throw new DataDirectoryError(
      `The data directory ${dataDir} holds other files (${foreign}) and is open to other users: ` +
        'name a directory for the database alone, or close this one (chmod 700)',
    );
  }
  await chmod(dataDir, 0o700);
}

/** Sets files to 0600 and directories to 0700, the directory itself last, so that an interrupted run starts again. */
async function closeTree(directory: string): Promise<void> {
  for (const entry of await readdir(directory, { withFileTypes: true, recursive: true })) {
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o700 : 0o600);
  }
  await chmod(directory, 0o700);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
