import { describe, expect, test } from 'vitest';
import {
  bindingChallenge,
  boundCookie,
  boundCookieExpiry,
  challengeTime,
  createBindingSecret,
  isRegistrationChallenge,
  registrationChallenge,
} from './device-binding.ts';
import { later, start } from '../testing/sample-session.ts';

const minute = 60_000;
const session = { id: 153, binding: { secret: createBindingSecret(), key: 'key' } };
const others = [
  { ...session, id: 154 },
  { ...session, binding: { secret: createBindingSecret(), key: 'key' } },
];

/** Each kind of text, and whether it is good at a moment. */
const kinds = {
  'a challenge of registration': {
    make: registrationChallenge,
    isGood: isRegistrationChallenge,
    lasts: 5 * minute,
  },
  'a challenge of refresh': {
    make: bindingChallenge,
    isGood: (...given: Parameters<typeof challengeTime>) => challengeTime(...given) !== null,
    lasts: minute,
  },
  // A minute longer than the browser keeps it.
  'a bound cookie': {
    make: boundCookie,
    isGood: (text: string, of: typeof session, now: Date) => now < (boundCookieExpiry(text, of) ?? start),
    lasts: 11 * minute,
  },
};

describe.each(Object.entries(kinds))('%s', (_name, { make, isGood, lasts }) => {
  const text = make(session, start);

  test('is good until its time is over, to the millisecond', () => {
    expect(isGood(text, session, start)).toBe(true);
    expect(isGood(text, session, later(start, lasts - 1))).toBe(true);
    expect(isGood(text, session, later(start, lasts))).toBe(false);
  });

  test('is of no use to another session, nor with another secret', () => {
    for (const other of others) expect(isGood(text, other, start)).toBe(false);
  });

  test('is of no use as anything else', () => {
    for (const other of Object.values(kinds)) {
      expect(other.isGood(text, session, start)).toBe(other.make === make);
    }
  });

  test('is of no use with one character changed, missing or more', () => {
    const [moment = '', seal = ''] = text.split('.');
    const wrong = [
      `${Number(moment) + 1}.${seal}`,
      `0${text}`,
      `${moment}.${seal.slice(0, -1)}`,
      `${text}A`,
      `${moment}.${seal.startsWith('A') ? 'B' : 'A'}${seal.slice(1)}`,
      moment,
      `${moment}.`,
      `.${seal}`,
      '',
      `${'9'.repeat(400)}.${seal}`,
    ];
    for (const one of wrong) expect([one, isGood(one, session, start)]).toEqual([one, false]);
  });
});

test('a challenge tells when it was made, so that it can be used once', () => {
  expect(challengeTime(bindingChallenge(session, start), session, later(start, 1))).toEqual(start);
});
