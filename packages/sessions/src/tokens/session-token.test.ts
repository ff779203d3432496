import { describe, expect, it } from 'vitest';
import { createSessionToken, hashSessionToken, parseSessionToken } from './session-token.ts';

const token = createSessionToken();

describe('a session token', () => {
  it('carries 256 bits that the system drew, anew each time', () => {
    const asked: number[] = [];
    createSessionToken((bytes) => {
      asked.push(bytes);
      return new Uint8Array(bytes);
    });
    expect(asked).toEqual([32]);
    expect(new Set(Array.from({ length: 1000 }, () => createSessionToken())).size).toBe(1000);
  });

  it('is recognised as it was given', () => {
    expect(token).toMatch(/^latchkey_[0-9a-f]{72}$/);
    expect(parseSessionToken(token)).toBe(token);
  });

  it('is refused when any one character is changed', () => {
    for (let at = 0; at < token.length; at++) {
      const changed = token.slice(0, at) + (token[at] === '0' ? '1' : '0') + token.slice(at + 1);
      expect(parseSessionToken(changed), `character ${at}`).toBeNull();
    }
  });

  it('is refused when it is cut, lengthened, padded or written in capitals', () => {
    const wrong = [token.slice(0, -1), token.slice(1), `${token}0`, ` ${token}`, `${token}\n`, token.toUpperCase(), ''];
    for (const text of wrong) expect(parseSessionToken(text), JSON.stringify(text)).toBeNull();
  });

  it('is known to the server by its SHA-256 only', () => {
    const zeros = createSessionToken((bytes) => new Uint8Array(bytes));
    expect(zeros).toBe(`latchkey_${'0'.repeat(64)}34b1e4cb`);
    expect(hashSessionToken(zeros)).toBe('7b90ff7e1d08458c5c2c1c859f49b0956e34754e428341c85a631ca12e5415f5');
  });
});
