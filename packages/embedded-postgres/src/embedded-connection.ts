import { Duplex } from 'node:stream';
import { ClientMessages } from './client-messages.ts';
import type { MonitoredPostgres } from './monitored-postgres.ts';

/** A Terminate message: the letter, and a length of four. */
const terminate = Buffer.from([0x58, 0, 0, 0, 4]);

/**
 * Ends the transaction and the statements that a client left open, so that the next client gets a clean connection:
 * Sync, then two queries.
 */
const reset = Buffer.concat([Buffer.from([0x53, 0, 0, 0, 4]), query('ROLLBACK'), query('DISCARD ALL')]);

function query(sql: string): Buffer {
  const message = Buffer.from(`Q\0\0\0\0${sql}\0`);
  message.writeInt32BE(message.length - 1, 1);
  return message;
}

/**
 * The socket of a `pg` client, connected to the PostgreSQL of this process. That PostgreSQL serves one client at a
 * time: the next is connected when the one before has left, and sees only what it committed.
 */
export class EmbeddedConnection extends Duplex {
  readonly #postgres: MonitoredPostgres;
  readonly #turn: Promise<void>;
  readonly #messages = new ClientMessages();
  #state: 'waiting' | 'served' | 'left' = 'waiting';

  /** Resolves when this client has left. */
  readonly left: Promise<void> = new Promise((resolve) => this.once('left', resolve));

  /** `turn`: resolves when the PostgreSQL is free. */
  constructor(postgres: MonitoredPostgres, turn: Promise<void>) {
    super();
    this.#postgres = postgres;
    this.#turn = turn;
  }

  connect(): this {
    void this.#turn.then(() => {
      if (this.#state !== 'waiting') return;
      this.#state = 'served';
      this.emit('connect');
    });
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const batches = [...this.#messages.add(chunk)];
    if (batches.length === 0) return done();
    // Not synchronously: a real socket never answers while its client is still writing, and `pg` relies on that.
    setImmediate(() => {
      try {
        for (const batch of batches) this.#answer(batch);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error('The embedded database failed', { cause: error }));
      }
    });
  }

  override _final(done: (error?: Error | null) => void): void {
    this.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    try {
      this.#leave();
      done(error);
    } catch (failure) {
      done(error ?? (failure instanceof Error ? failure : null));
    }
  }

  #answer(batch: Buffer): void {
    if (this.#state !== 'served') return;
    if (batch.equals(terminate)) return this.#leave();
    const answer = this.#postgres.run(batch);
    // A copy, because PGlite may reuse the buffer of its answer.
    if (answer.length > 0) this.push(Buffer.from(answer));
  }

  /** Runs once: a later call would end the transaction of the next client. */
  #leave(): void {
    const wasServed = this.#state === 'served';
    this.#state = 'left';
    try {
      if (wasServed && this.#postgres.isRunning) this.#postgres.run(reset);
    } finally {
      this.emit('left');
    }
  }
}
