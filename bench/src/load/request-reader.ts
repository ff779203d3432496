const blankLine = Buffer.from('\r\n\r\n');
const nothing = Buffer.alloc(0);

/** Finds the ends of HTTP/1.1 requests that have a Content-Length in a stream of bytes. */
export class RequestReader {
  #bytes: Buffer = nothing;

  /** Takes received bytes, and returns how many requests are complete. */
  read(chunk: Buffer): number {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    for (let count = 0; ; count += 1) {
      const head = this.#bytes.indexOf(blankLine);
      if (head === -1) return count;
      const length = /\r\ncontent-length: *(\d+)/i.exec(this.#bytes.toString('latin1', 0, head))?.[1];
      if (length === undefined) throw new Error('A request does not say how long it is');
      const end = head + blankLine.length + Number(length);
      if (end > this.#bytes.length) return count;
      this.#bytes = this.#bytes.subarray(end);
    }
  }
}
