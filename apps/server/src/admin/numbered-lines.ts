import type { ImportLine } from '@latchkey/sessions/accounts/user-import';

/** A longer line is not kept in memory. A user with the longest fields has some 2,000 characters. */
const mostBytes = 16_384;

const lineFeed = 0x0a;

/** The lines of a stream of UTF-8 with their numbers from 1. */
export async function* numberedLines(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<ImportLine> {
  let number = 1;
  let parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array) => {
    length += part.length;
    if (length > mostBytes) parts = [];
    else parts.push(part);
  };
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      add(bytes.subarray(start, end));
      yield lineOf(number, parts, length);
      number += 1;
      [parts, length, start] = [[], 0, end + 1];
    }
    add(bytes.subarray(start));
  }
  if (length > 0) yield lineOf(number, parts, length);
}

function lineOf(number: number, parts: readonly Uint8Array[], length: number): ImportLine {
  if (length > mostBytes) return { number, text: null, reason: 'The line is too long' };
  try {
    // Each line by itself, so that wrong bytes refuse one line. Drops a byte order mark.
    return { number, text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)) };
  } catch {
    return { number, text: null, reason: 'The line is not UTF-8' };
  }
}
