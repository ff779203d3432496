import { expect, test } from 'vitest';
import { messages } from '../../i18n/messages.ts';
import { problemsIn, problemsOf } from './credentials.ts';

const words = messages.credentials;
const good = { email: 'kim@example.com', password: 'correct horse', rememberMe: false };

test('problemsIn: valid credentials have none', () => {
  expect(problemsIn(good, 'signUp')).toEqual({});
});

test('problemsIn: names both fields at once', () => {
  expect(problemsIn({ ...good, email: ' ', password: '' }, 'signIn')).toEqual({
    email: words.emailMissing,
    password: words.passwordMissing,
  });
});

test('problemsIn: checks the length of new passwords only, in characters', () => {
  expect(problemsIn({ ...good, password: 'short' }, 'signIn')).toEqual({});
  expect(problemsIn({ ...good, password: 'short' }, 'signUp')).toEqual({ password: words.passwordShort });
  expect(problemsIn({ ...good, password: '🔑'.repeat(7) }, 'signUp')).toEqual({ password: words.passwordShort });
  expect(problemsIn({ ...good, password: '🔑'.repeat(8) }, 'signUp')).toEqual({});
});

test('problemsIn: an address without an at sign is malformed', () => {
  expect(problemsIn({ ...good, email: 'kim' }, 'signIn')).toEqual({ email: words.emailMalformed });
});

test('problemsOf: an unreachable server belongs to the form', () => {
  expect(problemsOf(new TypeError('Failed to fetch'))).toEqual({ form: messages.errors.unreachable });
  expect(problemsOf(null)).toEqual({});
});
