const blankLine = Buffer.from('\r\n\r\n');
const nothing = Buffer.alloc(0);

/** Finds the ends and statuses of HTTP/1.1 answers in a stream of bytes. Bodies are skipped, not parsed. */
export class ResponseReader {
  #bytes: Buffer = nothing;

  /** Takes received bytes, and returns the statuses of the answers that are complete. */
  read(chunk: Buffer): number[] {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    const statuses: number[] = [];
    for (;;) {
      const head = this.#bytes.indexOf(blankLine);
      if (head === -1) return statuses;
      const text = this.#bytes.toString('latin1', 0, head);
      const status = Number(text.slice(9, 12));
      const end = endOf(text, status, this.#bytes, head + blankLine.length);
      if (end === null) return statuses;
      this.#bytes = end === this.#bytes.length ? nothing : this.#bytes.subarray(end);
      statuses.push(status);
    }
  }
}

/** The end of the answer whose body begins at `start`, or null while bytes are missing. */
function endOf(head: string, status: number, bytes: Buffer, start: number): number | null {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return start + Number(length) <= bytes.length ? start + Number(length) : null;
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) return endOfChunks(bytes, start);
  if (status === 204 || status === 304) return start;
  throw new Error(`An answer does not say how long it is:\n${head}`);
}

function endOfChunks(bytes: Buffer, start: number): number | null {
  let at = start;
  for (;;) {
    const line = bytes.indexOf('\r\n', at);
    if (line === -1) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    at = line + 2 + size + 2;
    if (at > bytes.length) return null;
    if (size === 0) return at;
  }
}
