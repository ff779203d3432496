import { expect, test } from 'vitest';
import { signTimestamp, verifyTimestamp } from './signed-timestamp.ts';

const seal = { secret: 'secret', purpose: 'purpose' };

test('a moment is sealed by HMAC-SHA-256 of what it is for and of the moment', () => {
  // printf 'purpose 1700000000000' | openssl dgst -sha256 -hmac secret -binary | base64
  expect(signTimestamp(1_700_000_000_000, seal)).toBe('1700000000000.FqpPEtitOKmjkVdP_afzrfojMb8SEtg0a8n8QQlgIuM');
  expect(verifyTimestamp(signTimestamp(1_700_000_000_000, seal), seal)).toBe(1_700_000_000_000);
  for (const moment of [0, 7, 9_007_199_254_740_991])
    expect(verifyTimestamp(signTimestamp(moment, seal), seal)).toBe(moment);
});

test('a seal with something before it or after it is none', () => {
  const text = signTimestamp(1, seal);
  for (const wrong of [` ${text}`, `x${text}`, `${text}\n`, `${text}x`, text.replace('.', ''), text.slice(1), '1.', ''])
    expect([wrong, verifyTimestamp(wrong, seal)]).toEqual([wrong, null]);
});
