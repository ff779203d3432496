import { describe, expect, test } from 'vitest';
import { later, sampleSession, start } from '../testing/sample-session.ts';
import { hasFreshProof, isRecentSignIn, mustProveToChangePassword, mustStepUp, proofExpiry } from './step-up.ts';

const minute = 60_000;

test('a proof of identity is fresh for five minutes from the sign-in, or from the last step-up', () => {
  const signedIn = sampleSession();
  expect(hasFreshProof(signedIn, later(start, 5 * minute - 1))).toBe(true);
  expect(hasFreshProof(signedIn, later(start, 5 * minute))).toBe(false);
  const steppedUp = sampleSession({ steppedUpAt: later(start, 60 * minute) });
  expect(hasFreshProof(steppedUp, later(start, 65 * minute - 1))).toBe(true);
  expect(hasFreshProof(steppedUp, later(start, 65 * minute))).toBe(false);
});

test('a session is a recent sign-in for an hour, unless it has stepped up', () => {
  expect(isRecentSignIn(sampleSession(), later(start, 60 * minute - 1))).toBe(true);
  expect(isRecentSignIn(sampleSession(), later(start, 60 * minute))).toBe(false);
  expect(isRecentSignIn(sampleSession({ steppedUpAt: later(start, 1) }), later(start, minute))).toBe(false);
});

describe('the password of the sign-in', () => {
  const last = later(start, 5 * minute - 1);

  test('is proof enough to end older sessions for five minutes on a confirmed device', () => {
    const session = sampleSession({ confirmedAt: start });
    expect(mustStepUp(session, last, true)).toBe(false);
    expect(mustStepUp(session, later(start, 5 * minute), true)).toBe(true);
    expect(mustStepUp(session, later(start, 90 * minute), true)).toBe(true);
  });

  test('is none on a device that is not confirmed, or not yet', () => {
    for (const confirmedAt of [null, later(last, 1)]) {
      expect(mustStepUp(sampleSession({ confirmedAt }), last, true)).toBe(true);
      expect(mustStepUp(sampleSession({ confirmedAt }), last, false)).toBe(false);
    }
    expect(mustStepUp(sampleSession({ confirmedAt: last }), last, true)).toBe(false);
    expect(mustStepUp(sampleSession({ confirmedAt: null, steppedUpAt: start }), last, true)).toBe(false);
  });

  test('is none where an application signed the user in', () => {
    expect(mustStepUp(sampleSession({ confirmedAt: start, authenticatedAt: start }), last, true)).toBe(true);
  });

  test('never allows a change of the password', () => {
    expect(mustProveToChangePassword(sampleSession(), start)).toBe(true);
    const steppedUp = sampleSession({ steppedUpAt: start });
    expect(mustProveToChangePassword(steppedUp, last)).toBe(false);
    expect(mustProveToChangePassword(steppedUp, later(start, 5 * minute))).toBe(true);
  });
});

test('the page learns until when it need not ask for the password', () => {
  const until = later(start, 5 * minute);
  const known = sampleSession({ confirmedAt: start });
  expect(proofExpiry(known, start)).toEqual({ endsSessionsUntil: until, changesPasswordUntil: null });
  expect(proofExpiry(known, until)).toEqual({ endsSessionsUntil: null, changesPasswordUntil: null });
  const unknown = { confirmedAt: null };
  expect(proofExpiry(sampleSession(unknown), start)).toEqual({ endsSessionsUntil: null, changesPasswordUntil: null });
  const steppedUp = sampleSession({ ...unknown, steppedUpAt: start });
  expect(proofExpiry(steppedUp, start)).toEqual({ endsSessionsUntil: until, changesPasswordUntil: until });
});
