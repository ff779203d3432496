import { describe, expect, test } from 'vitest';
import { createDeviceToken, hashDeviceToken, parseDeviceToken } from './device-token.ts';

const zeros = (bytes: number) => new Uint8Array(bytes);

describe('a device token', () => {
  test('is 256 bits that the system drew, in hex, anew each time', () => {
    const asked: number[] = [];
    const token = createDeviceToken((bytes) => {
      asked.push(bytes);
      return zeros(bytes);
    });
    expect(asked).toEqual([32]);
    expect(token).toBe('0'.repeat(64));
    expect(new Set(Array.from({ length: 100 }, () => createDeviceToken())).size).toBe(100);
  });

  test('is not made of fewer or more bytes', () => {
    for (const count of [0, 31, 33]) expect(() => createDeviceToken(() => new Uint8Array(count))).toThrow(TypeError);
  });

  test('is 64 small hex digits and nothing beside them', () => {
    const token = createDeviceToken();
    expect(parseDeviceToken(token)).toBe(token);
    const wrong = [token.slice(1), `${token}0`, ` ${token}`, `${token}\n`, `${token.slice(1)}g`, 'A'.repeat(64), ''];
    for (const text of wrong) expect([text, parseDeviceToken(text)]).toEqual([text, null]);
  });

  test('is known to the server by its SHA-256 only', () => {
    expect(hashDeviceToken(createDeviceToken(zeros))).toBe(
      '60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55',
    );
  });
});
