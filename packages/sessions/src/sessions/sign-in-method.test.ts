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

  test.each([
    // The registry of RFC 8176, 2, but for its qualifiers.
    ['face', 'face'], ['fpt', 'fingerprint'], ['hwk', 'device'], ['iris', 'eye'], ['kba', 'question'],
    ['mca', 'several'], ['mfa', 'several'], ['otp', 'one_time_code'], ['pin', 'pin'], ['pwd', 'password'],
    ['sc', 'smart_card'], ['sms', 'text_message'], ['swk', 'device'], ['tel', 'phone_call'], ['vbm', 'voice'],
    ['wia', 'windows'],
    // What identity providers say beside them.
    ['password', 'password'], ['passkey', 'passkey'], ['webauthn', 'passkey'], ['fido', 'passkey'],
    ['totp', 'one_time_code'], ['email', 'email_link'], ['retina', 'eye'], ['saml', 'single_sign_on'],
    ['sso', 'single_sign_on'], ['oidc', 'single_sign_on'],
    ['apple', 'brand Apple'], ['facebook', 'brand Facebook'], ['github', 'brand GitHub'], ['gitlab', 'brand GitLab'],
    ['google', 'brand Google'], ['linkedin', 'brand LinkedIn'], ['microsoft', 'brand Microsoft'],
    // Words of the schema, and properties of every object, are names like any other.
    ['brand', 'other brand'], ['toString', 'other toString'], ['PWD', 'other PWD'],
  ])('%s is %s', (name, described) => {
    expect(text([name])).toEqual([described]);
  }); // prettier-ignore

  test.each(['fed', 'geo', 'pop', 'rba', 'user'])('%s qualifies others, and is none itself', (name) => {
    expect(text([name])).toEqual([]);
    expect(text(['google', name, 'microsoft'])).toEqual(['brand Google', 'brand Microsoft']);
  });
});
