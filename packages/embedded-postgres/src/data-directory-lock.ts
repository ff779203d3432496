import { randomUUID } from 'node:crypto';
import { mkdir, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { type Server, connect, createServer } from 'node:net';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Another process uses the data directory. */
export class DataDirectoryInUse extends Error {
  override readonly name = 'DataDirectoryInUse';

  constructor(dataDir: string, pid: string) {
    super(
      `The data directory ${dataDir} is in use by another process (pid ${pid}), and one process at a time may open it: stop that one first, or use a PostgreSQL server`,
    );
  }
}

/** The longest path of a socket on every system, without the closing zero. */
const maxSocketPathBytes = 103;

/** Two processes that start at the same moment see each other, and both retry after a random pause. */
const attempts = 5;
const maxPauseMs = 150;

/**
 * Locks the data directory for this process, and returns the function that releases it.
 *
 * A process listens on a socket with a random name, writes that name into the directory, and only then looks for other names:
 * of two processes, at least the later one sees the other. A socket closes with its process, so a name whose socket does not
 * answer is left over, even if another process has the pid by now. Names are random, so removing one affects no other process.
 * @throws {DataDirectoryInUse} while another process has the lock.
 */
export async function lockDataDirectory(dataDir: string): Promise<() => Promise<void>> {
  const directory = join(await realpath(dataDir), 'lock');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (let attempt = 1; ; attempt += 1) {
    const name = `${process.pid}-${randomUUID().slice(0, 8)}`;
    const release = await announce(directory, name);
    const other = await findOther(directory, name).catch(async (error: unknown) => {
      await release();
      throw error;
    });
    if (other === null) return release;
    await release();
    if (attempt === attempts) throw new DataDirectoryInUse(dataDir, other.split('-')[0] ?? 'unknown');
    await sleep(Math.random() * maxPauseMs);
  }
}

async function announce(directory: string, name: string): Promise<() => Promise<void>> {
  const server = createServer((socket) => socket.destroy());
  await listen(server, endpoint(directory, name));
  server.unref();
  // The file of a socket appears before the socket listens, so the name is announced by a separate file.
  await writeFile(join(directory, name), '', { mode: 0o600 });
  return async () => {
    await rm(join(directory, name), { force: true });
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
}

/** The name of another process that is alive, or null. Removes the names of dead processes. */
async function findOther(directory: string, own: string): Promise<string | null> {
  const names = (await readdir(directory)).filter((name) => name !== own && !name.endsWith('.sock'));
  for (const name of names) {
    if (await answers(endpoint(directory, name))) return name;
    await rm(join(directory, name), { force: true });
    await rm(join(directory, `${name}.sock`), { force: true });
  }
  return null;
}

/** A named pipe on Windows; elsewhere a socket in the directory, so that containers that share it meet there. */
function endpoint(directory: string, name: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\latchkey-${name}`;
  const path = join(directory, `${name}.sock`);
  const shortest = [path, relative(process.cwd(), path)].reduce((a, b) => (b.length < a.length ? b : a));
  if (Buffer.byteLength(shortest) <= maxSocketPathBytes) return shortest;
  throw new Error(`The path of the data directory is too long: ${shortest} must not pass ${maxSocketPathBytes} bytes`);
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Whether a process listens on a socket. Only a refused connection proves that none does; other errors count as one. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT');
    });
  });
}
