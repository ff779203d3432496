import { describe, expect, test } from 'vitest';
import { createMailLink, hashMailLink, parseMailLink } from './mail-link.ts';

const zeros = (bytes: number) => new Uint8Array(bytes);

describe('a link of a mail', () => {
  test('is 256 bits that the system drew, in base64url, with their CRC-32, anew each time', () => {
    const asked: number[] = [];
    const link = createMailLink((bytes) => {
      asked.push(bytes);
      return zeros(bytes);
    });
    expect(asked).toEqual([32]);
    expect(link).toBe(`${'A'.repeat(43)}0c2b5986`);
    expect(new Set(Array.from({ length: 100 }, () => createMailLink())).size).toBe(100);
  });

  test('is not made of fewer or more bytes', () => {
    for (const count of [0, 31, 33]) expect(() => createMailLink(() => new Uint8Array(count))).toThrow(TypeError);
  });

  test('is recognised as it was given, and refused where one character is another, missing or more', () => {
    // Several, so that some of their checksums begin with a zero.
    for (let count = 0; count < 100; count += 1) {
      const link = createMailLink();
      expect(parseMailLink(link)).toBe(link);
      for (const at of [0, 20, 42, 43, 50]) {
        const changed = link.slice(0, at) + (link[at] === '0' ? '1' : '0') + link.slice(at + 1);
        expect([changed, parseMailLink(changed)]).toEqual([changed, null]);
      }
      for (const text of [link.slice(0, -1), link.slice(1), `${link}0`, `0${link}`, ` ${link}`, `${link}\n`])
        expect([text, parseMailLink(text)]).toEqual([text, null]);
    }
    expect(parseMailLink('')).toBeNull();
  });

  test('is known to the server by its SHA-256 only', () => {
    const link = createMailLink(zeros);
    expect(hashMailLink(link)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashMailLink(link)).toBe(hashMailLink(createMailLink(zeros)));
    expect(hashMailLink(link)).not.toBe(hashMailLink(createMailLink()));
  });
});
