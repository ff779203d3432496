import { describe, expect, test } from 'vitest';
import { describeMethods } from './sign-in-method.ts';

const text = (names: readonly string[]) =>
  describeMethods(names).map(({ kind, name }) => (name === undefined ? kind : `${kind} ${name}`));

describe('the methods of a sign-in', () => {
  test.each([
    [['pwd'], ['password']],
    [
      ['pwd', 'otp', 'mfa'],
      ['password', 'one_time_code'],
    ],
    [
      ['mfa', 'pwd'],
      ['several', 'password'],
    ],
    [['mfa'], ['several']],
    [['mca', 'mfa'], ['several']],
    [['passkey', 'webauthn', 'user'], ['passkey']],
    [['hwk', 'swk', 'pop'], ['device']],
    [['google'], ['brand Google']],
    [
      ['saml', 'microsoft'],
      ['single_sign_on', 'brand Microsoft'],
    ],
    [
      ['corp-badge', 'pin'],
      ['other corp-badge', 'pin'],
    ],
    [
      ['one', 'two', 'one'],
      ['other one', 'other two'],
    ],
    [['fed', 'geo', 'rba'], []],
    [[], []],
  ])('%j are %j', (names, described) => {
    expect(text(names)).toEqual(described);
  });

  test('of RFC 8176 all have words or are qualifiers', () => {
    const registry = 'face fpt geo hwk iris kba mca mfa otp pin pop pwd rba sc sms swk tel user vbm wia'.split(' ');
    expect(registry.flatMap((name) => describeMethods([name])).filter(({ kind }) => kind === 'other')).toEqual([]);
  });
});
