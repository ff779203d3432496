import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { numberedLines } from '../../src/admin/numbered-lines.ts';

async function linesIn(chunks: readonly (Uint8Array | string)[]) {
  const lines: (string | null)[] = [];
  const stream = (async function* stream() {
    yield* chunks;
  })();
  for await (const { number, text } of numberedLines(stream)) {
    lines.push(text);
    expect(number).toBe(lines.length);
  }
  return lines;
}

test('lines are found wherever the chunks end, also within a character', async () => {
  const bytes = Buffer.from('\ufeffone\ntwo é\n\nfour');
  for (let size = 1; size <= bytes.length; size += 1) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    expect(await linesIn(chunks)).toEqual(['one', 'two é', '', 'four']);
  }
  expect(await linesIn(['one\n'])).toEqual(['one']);
});

test('a line that is not UTF-8 has no text, and the lines around it are read', async () => {
  const bytes = Buffer.concat([Buffer.from('café\nna'), Buffer.from([0xef]), Buffer.from('ve\nthree')]);
  expect(await linesIn([bytes])).toEqual(['café', null, 'three']);
  const inLatin1 = numberedLines(Readable.from([Buffer.from('caf\xe9\n', 'latin1')]));
  expect(await inLatin1.next()).toMatchObject({ value: { number: 1, text: null, reason: 'The line is not UTF-8' } });
});

test('a line that is too long is skipped, however many chunks it has, and the next one is read', async () => {
  const long = Array.from({ length: 100 }, () => 'x'.repeat(1_000));
  expect(await linesIn(['one\n', ...long, 'y\nthree\n', 'x'.repeat(16_384), '\n', ...long])).toEqual([
    'one',
    null,
    'three',
    'x'.repeat(16_384),
    null,
  ]);
});
