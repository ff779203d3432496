const code = (letter: string): number => letter.charCodeAt(0);

/** The messages after which a client waits for an answer. The others are collected until one of these follows. */
const turns = new Set(['Q', 'S', 'H', 'F', 'X', 'c', 'f'].map(code));

const typeBytes = 1;
const lengthBytes = 4;

/** Splits the bytes of a PostgreSQL client, which arrive in chunks of any size, into batches that can be answered. */
export class ClientMessages {
  #pending: Buffer = Buffer.alloc(0);
  /** The length of the part of `#pending` that consists of whole messages. */
  #whole = 0;
  #started = false;

  /** Adds a chunk, and yields the batches that it completes. Each ends where the client waits for an answer. */
  *add(chunk: Buffer): Generator<Buffer> {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    for (;;) {
      // Only the first message, which opens the connection, has no type.
      const head = this.#started ? typeBytes : 0;
      if (this.#pending.length < this.#whole + head + lengthBytes) return;
      const end = this.#whole + head + this.#pending.readInt32BE(this.#whole + head);
      if (this.#pending.length < end) return;

      const isTurn = !this.#started || turns.has(this.#pending.readUInt8(this.#whole));
      this.#started = true;
      this.#whole = end;
      if (isTurn) yield this.#take();
    }
  }

  #take(): Buffer {
    const batch = this.#pending.subarray(0, this.#whole);
    this.#pending = this.#pending.subarray(this.#whole);
    this.#whole = 0;
    return batch;
  }
}
