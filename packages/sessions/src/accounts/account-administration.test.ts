import { describe, expect, test } from 'vitest';
import { defaultSessionLimits } from '../sessions/session-limits.ts';
import { sessionView } from '../sessions/session-view.ts';
import { Locations } from '../geo/location.ts';
import { noPassword } from '../passwords/stored-hash.ts';
import { later, sampleSummary, sampleUser, start } from '../testing/sample-session.ts';
import { createMailLink } from '../tokens/mail-link.ts';
import { Administration } from './administration.ts';

const cutoff = { now: start, idleSince: later(start, -1) };
const link = createMailLink();
const user = sampleUser(3);
const account = { user, passwordHash: 'hash', disabledAt: null };
const ofApplication = { ...account, user: { ...user, id: 4, subject: 'ab', email: null } };
const missing = { ok: false, code: 'user_not_found' };

const viewOf = (id: number) => {
  const session = sampleSummary({ id });
  return sessionView(session, session, defaultSessionLimits, new Locations({ countryOf: () => null }));
};
const [first, second] = [viewOf(1), viewOf(2)];

/** The administration of one account with a password and one user of an application, and the calls of its stores. */
function office() {
  const calls: unknown[][] = [];
  const answers = { ended: 2 as number | null, isEnded: true, link: link as typeof link | null, isFree: true };
  const answer = <Answer>(value: Answer, ...call: unknown[]) => {
    calls.push(call);
    return Promise.resolve(value);
  };
  const administration = new Administration({
    administration: {
      listAccounts: (...given) => answer([], 'listAccounts', ...given),
      countLive: () => answer(7, 'countLive'),
      endEvery: () => Promise.reject(new Error('not asked')),
      recentAddresses: (...given) => answer([], 'recentAddresses', ...given),
    },
    users: {
      create: (...given) => answer(answers.isFree ? user : null, 'create', ...given),
      findByEmail: (email) => Promise.resolve(email === user.email ? account : null),
      disable: (...given) => answer(answers.ended, 'disable', ...given),
      enable: (...given) => answer(undefined, 'enable', ...given),
      delete: (...given) => answer(answers.ended, 'delete', ...given),
    },
    subjects: { findBySubject: (subject) => Promise.resolve(subject === 'ab' ? ofApplication : null) },
    store: {
      end: (...given) => answer(answers.isEnded, 'end', ...given),
      endAll: (...given) => answer(answers.ended ?? 0, 'endAll', ...given),
    },
    recovery: { issueLink: (...given) => answer(answers.link, 'issueLink', ...given) },
    sessions: {
      listUnmarked: (...given) => answer([first, second], 'listUnmarked', ...given),
      cutoff: () => cutoff,
    },
  });
  return { administration, calls, answers };
}

describe('an account of an operator’s command', () => {
  test('is found by its e-mail address in any form, or by the subject of an application', async () => {
    const { administration, calls } = office();
    for (const name of [' USER3@example.com ', 'subject:ab'])
      expect(await administration.disable(name)).toEqual({ ok: true, value: 2 });
    expect(calls).toEqual([['disable', 3, cutoff], ['disable', 4, cutoff]]); // prettier-ignore
    for (const name of ['ab', 'subject:', 'subject:user3@example.com', 'nobody@example.com'])
      expect(await administration.disable(name), name).toEqual(missing);
    expect(calls).toHaveLength(2);
  });

  test('is disabled, enabled, removed and signed out, each with the number of its sessions that end', async () => {
    const { administration, calls, answers } = office();
    const email = user.email;
    expect(await administration.enable(email)).toEqual({ ok: true, value: 0 });
    expect(await administration.delete(email)).toEqual({ ok: true, value: 2 });
    expect(await administration.endSessions(email)).toEqual({ ok: true, value: 2 });
    expect(calls).toEqual([
      ['enable', 3],
      ['delete', 3, cutoff],
      ['endAll', { userId: 3, reason: 'revoked_all', cutoff, actorId: null, keepId: null }],
    ]);
    // Another operator was quicker.
    answers.ended = null;
    expect(await administration.delete(email)).toEqual(missing);
    answers.ended = 0;
    expect(await administration.delete(email)).toEqual({ ok: true, value: 0 });
  });

  test('shows its sessions, the latest use first, and loses one of them', async () => {
    const { administration, calls, answers } = office();
    expect(await administration.sessionsOf(user.email)).toEqual({ ok: true, value: [first, second] });
    expect(await administration.sessionsOf('nobody@example.com')).toEqual(missing);
    expect(await administration.endSession(user.email, 9)).toEqual({ ok: true, value: null });
    expect(await administration.endSession('nobody@example.com', 9)).toEqual(missing);
    answers.isEnded = false;
    expect(await administration.endSession(user.email, 9)).toEqual({ ok: false, code: 'session_token_not_found' });
    const ending = ['end', 9, { userId: 3, reason: 'revoked', cutoff, actorId: null }];
    expect(calls).toEqual([['listUnmarked', 3], ending, ending]);
  });

  test('is created without a password, with a link that sets one', async () => {
    const { administration, calls, answers } = office();
    expect(await administration.create(user.email)).toEqual({ ok: true, value: link });
    const created = { email: user.email, passwordHash: noPassword, createdAt: start, language: null };
    expect(calls).toEqual([['create', created], ['issueLink', user.email]]); // prettier-ignore
    answers.isFree = false;
    expect(await administration.create(user.email)).toEqual({ ok: false, code: 'email_taken' });
    expect(calls).toHaveLength(3);
  });

  test('gets no link where it is disabled or missing', async () => {
    const { administration, answers } = office();
    expect(await administration.recoveryLink(' USER3@example.com')).toEqual({ ok: true, value: link });
    answers.link = null;
    expect(await administration.recoveryLink(user.email)).toEqual({ ok: false, code: 'account_disabled' });
    expect(await administration.recoveryLink('nobody@example.com')).toEqual(missing);
  });
});

test('accounts are searched in the form in which they are stored, and sessions and addresses are read', async () => {
  const { administration, calls } = office();
  await administration.accounts({ text: ' ADA@', after: 5, limit: 50 });
  expect(await administration.countLive()).toBe(7);
  await administration.recentAddresses();
  expect(calls).toEqual([
    ['listAccounts', { text: 'ada@', after: 5, limit: 50 }, cutoff],
    ['countLive'],
    ['recentAddresses', 10_000],
  ]);
});
