import { describe, expect, it } from 'vitest';
import { capUserAgent } from './user-agent.ts';

describe('a User-Agent header', () => {
  it('is empty where there is none', () => {
    expect(capUserAgent(undefined)).toBe('');
  });

  it('is cut to 512 characters, also in the middle of an emoji', () => {
    expect(capUserAgent('x'.repeat(100_000))).toHaveLength(512);
    expect(capUserAgent(`${'x'.repeat(511)}🔑`).isWellFormed()).toBe(true);
  });

  it('loses its control characters and keeps everything else as text', () => {
    expect(capUserAgent('a\u0000b\r\nc\u001B[31m\u0085d')).toBe('a b c [31m d');
    expect(capUserAgent('<script>alert(1)</script> 日本 🔑')).toBe('<script>alert(1)</script> 日本 🔑');
  });
});
