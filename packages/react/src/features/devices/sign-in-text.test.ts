import { expect, test } from 'vitest';
import { briefSignInText, signInText } from './sign-in-text.ts';

test.each([
  [[{ kind: 'passkey' }], 'Signed in with a passkey'],
  [[{ kind: 'password' }, { kind: 'one_time_code' }], 'Signed in with a password and a one-time code'],
  [[{ kind: 'brand', name: 'Google' }], 'Signed in with Google'],
  [[{ kind: 'other', name: 'corp-badge' }, { kind: 'pin' }], 'Signed in with “corp-badge” and a PIN'],
] as const)('%j is %s', (methods, text) => {
  expect(signInText(methods, 'Acme')).toBe(text);
});

test('an application that says no more has signed its user in', () => {
  expect(signInText([], 'Acme')).toBe('Signed in by Acme’s sign-in');
  expect(signInText([], null)).toBe('Signed in by the application’s own sign-in');
});

test('among other facts it says only with what, and nothing where that is no longer known', () => {
  expect(briefSignInText([{ kind: 'passkey' }], 'Acme')).toBe('with a passkey');
  expect(briefSignInText([], 'Acme')).toBe('Signed in by Acme’s sign-in');
  expect(briefSignInText(null, 'Acme')).toBeNull();
});
