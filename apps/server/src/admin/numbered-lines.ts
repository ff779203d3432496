import type { ImportLine } from '@latchkey/sessions/accounts/user-import';

/** A longer line is not kept in memory. A user with the longest fields has some 2,000 characters. */
const mostCharacters = 16_384;

/** The lines of a stream of UTF-8 with their numbers from 1. The text of a line that is too long is null. */
export async function* numberedLines(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<ImportLine> {
  // Drops a byte order mark, and keeps the bytes of a character that is split between two chunks.
  const decoder = new TextDecoder();
  let number = 1;
  let line: string | null = '';
  const add = (part: string) => {
    line = line === null || line.length + part.length > mostCharacters ? null : line + part;
  };
  for await (const chunk of chunks) {
    const [first = '', ...others] = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split(
      '\n',
    );
    add(first);
    for (const part of others) {
      yield { number, text: line };
      number += 1;
      line = '';
      add(part);
    }
  }
  if (line !== '') yield { number, text: line };
}
