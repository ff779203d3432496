import { rm, writeFile } from 'node:fs/promises';
import type { PGlite } from '@electric-sql/pglite';

/** PostgreSQL has stopped in this process, which must be started again. */
export class DatabaseStopped extends Error {
  override readonly name = 'DatabaseStopped';
  /** PostgreSQL's own code for connections that end because it crashed. */
  readonly code = '57P02';

  constructor(cause: unknown) {
    super('The embedded database has stopped', { cause });
  }
}

/** The codes of PostgreSQL for a full disk, and for errors of input and output, the missing file included. */
const diskCodes = new Set(['53100', '58030', '58P01']);

/** As large as a page of a table: PostgreSQL fails first where it needs another one. */
const probe = Buffer.alloc(8192);

/** The PostgreSQL of this process, and whether it works, by its answers. */
export class MonitoredPostgres {
  readonly #postgres: PGlite;
  readonly #probePath: string;
  #stop: DatabaseStopped | null = null;
  /** Whether the disk has failed a statement, and has not been seen to work since. */
  #isDiskInDoubt = false;
  #onStop: (error: DatabaseStopped) => void = () => {};
  readonly stopped = new Promise<DatabaseStopped>((resolve) => (this.#onStop = resolve));

  /** `probePath`: of a file on the same disk. */
  constructor(postgres: PGlite, probePath: string) {
    this.#postgres = postgres;
    this.#probePath = probePath;
  }

  get isRunning(): boolean {
    return this.#stop === null && !this.#postgres.closed;
  }

  /**
   * Answers a batch of a client. After a panic, PostgreSQL on a server ends its processes; this one would go on and wait for
   * its own locks for ever, so it is not called again.
   * @throws {DatabaseStopped} from the panic on.
   */
  run(batch: Buffer): Uint8Array {
    if (this.#stop) throw this.#stop;
    let answer: Uint8Array;
    try {
      answer = this.#postgres.execProtocolRawSync(batch);
    } catch (error) {
      throw this.#stopFor(error);
    }
    const failure = failureIn(answer);
    if (failure?.severity === 'PANIC') throw this.#stopFor(new Error(failure.message));
    if (failure && diskCodes.has(failure.code)) this.#isDiskInDoubt = true;
    return answer;
  }

  /**
   * Rejects where PostgreSQL has stopped, and where its disk has failed a statement and still takes no file. It runs no
   * statement, because that would wait behind those of all clients.
   */
  async check(): Promise<void> {
    if (this.#stop) throw this.#stop;
    if (!this.#isDiskInDoubt) return;
    await writeFile(this.#probePath, probe, { mode: 0o600, flush: true });
    await rm(this.#probePath);
    this.#isDiskInDoubt = false;
  }

  async close(): Promise<void> {
    if (this.isRunning) await this.#postgres.close();
  }

  #stopFor(cause: unknown): DatabaseStopped {
    this.#stop = new DatabaseStopped(cause);
    this.#onStop(this.#stop);
    return this.#stop;
  }
}

interface Failure {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

const errorResponse = 'E'.charCodeAt(0);
const typeBytes = 1;
const lengthBytes = 4;

/** The error in an answer. There is at most one, since PostgreSQL skips what a client sends after it. */
function failureIn(answer: Uint8Array): Failure | null {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength);
  for (let at = 0; at + typeBytes + lengthBytes <= bytes.length; at += typeBytes + bytes.readInt32BE(at + typeBytes)) {
    if (bytes[at] !== errorResponse) continue;
    const end = at + typeBytes + bytes.readInt32BE(at + typeBytes);
    const fields = bytes.toString('utf8', at + typeBytes + lengthBytes, end).split('\0');
    const field = (letter: string) => fields.find((text) => text.startsWith(letter))?.slice(1) ?? '';
    return { severity: field('V'), code: field('C'), message: field('M') };
  }
  return null;
}
