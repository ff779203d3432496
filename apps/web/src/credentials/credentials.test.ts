import { expect, test } from 'vitest';
import { sentences } from '../sentences.ts';
import { problemsIn, problemsOf } from './credentials.ts';

const words = sentences.credentials;
const good = { email: 'kim@example.com', password: 'correct horse', stayLoggedIn: false };

test('good credentials have no problem', () => {
  expect(problemsIn(good, 'signUp')).toEqual({});
});

test('both fields are told at once', () => {
  expect(problemsIn({ ...good, email: ' ', password: '' }, 'signIn')).toEqual({
    email: words.emailMissing,
    password: words.passwordMissing,
  });
});

test('only a new password is measured, in characters as people count them', () => {
  expect(problemsIn({ ...good, password: 'short' }, 'signIn')).toEqual({});
  expect(problemsIn({ ...good, password: 'short' }, 'signUp')).toEqual({ password: words.passwordShort });
  expect(problemsIn({ ...good, password: '🔑'.repeat(7) }, 'signUp')).toEqual({ password: words.passwordShort });
  expect(problemsIn({ ...good, password: '🔑'.repeat(8) }, 'signUp')).toEqual({});
});

test('an address without an at sign is no address', () => {
  expect(problemsIn({ ...good, email: 'kim' }, 'signIn')).toEqual({ email: words.emailMalformed });
});

test('no answer at all is about the whole form', () => {
  expect(problemsOf(new TypeError('Failed to fetch'))).toEqual({ form: sentences.failures.unreachable });
  expect(problemsOf(null)).toEqual({});
});
