import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The data directory cannot hold a database, or holds none where one must be. The message is for the operator. */
export class DataDirectoryRefused extends Error {
  override readonly name = 'DataDirectoryRefused';
}

export interface DataDirectoryOptions {
  /** Whether a database must be there already, so that a mistyped path makes none. */
  readonly mustExist: boolean;
}

/** What we make in a data directory. Anything else in it belongs to something else. */
const isOurs = (name: string): boolean => name === 'lock' || name === 'lost+found' || name.startsWith('postgres');

const forOthers = 0o077;

/**
 * Makes the data directory where it is missing, and keeps other users of the machine out of it, as PostgreSQL does: mode
 * 0700, and owned by the user of this process. Databases of earlier versions, whose files others could read, are closed
 * as well. Gives the path of the database's own directory, which may not exist yet.
 * @throws {DataDirectoryRefused} where the directory is another user's, is shared with other files, or has no database.
 */
export async function prepareDataDirectory(dataDir: string, { mustExist }: DataDirectoryOptions): Promise<string> {
  const cluster = join(dataDir, 'postgres');
  if (mustExist && !(await exists(join(cluster, 'PG_VERSION')))) {
    throw new DataDirectoryRefused(`There is no database in ${dataDir}, and this command makes none`);
  }
  await makeDirectory(dataDir);
  if (process.platform === 'win32') return cluster;
  await closeToOthers(dataDir);
  if ((await exists(cluster)) && ((await stat(cluster)).mode & forOthers) !== 0) await closeTree(cluster);
  return cluster;
}

/** With its parents. `mkdir` itself tries without end below `/proc`, where no directory can be made. */
async function makeDirectory(path: string): Promise<void> {
  if (await isDirectory(path)) return;
  if (dirname(path) !== path) await makeDirectory(dirname(path));
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!(await isDirectory(path))) {
      throw new DataDirectoryRefused(`The data directory ${path} cannot be made`, { cause: error });
    }
  }
}

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

async function closeToOthers(dataDir: string): Promise<void> {
  const { uid, mode } = await stat(dataDir);
  if (uid !== process.geteuid?.()) {
    throw new DataDirectoryRefused(
      `The data directory ${dataDir} belongs to another user (uid ${uid}), who could replace the database: ` +
        'name a directory of the user that runs Latchkey, such as a new one inside it',
    );
  }
  if ((mode & forOthers) === 0) return;
  // Other files may be there for other users to read: nothing of theirs is taken away from them.
  const foreign = (await readdir(dataDir)).find((name) => !isOurs(name));
  if (foreign !== undefined) {
    throw new DataDirectoryRefused(
      `The data directory ${dataDir} holds other files (${foreign}) and is open to other users: ` +
        'name a directory for the database alone, or close this one (chmod 700)',
    );
  }
  await chmod(dataDir, 0o700);
}

/** Files 0600, directories 0700: the directory itself last, so that a walk that is cut short begins again. */
export async function closeTree(directory: string): Promise<void> {
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
