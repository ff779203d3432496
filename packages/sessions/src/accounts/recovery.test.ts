import { describe, expect, test } from 'vitest';
import { createMailLink, hashMailLink } from '../tokens/mail-link.ts';
import { VirtualTime } from '../instances/testing/virtual-time.ts';
import { defaultRateLimits, keyOf } from '../rate-limits/rate-limiter.ts';
import { hashSessionToken } from '../tokens/session-token.ts';
import { FakeRateLimits, mailKeyOf } from '../testing/fake-rate-limits.ts';
import { later, sampleSession, sampleUser, start } from '../testing/sample-session.ts';
import { capUserAgent } from '../devices/user-agent.ts';
import { AccountLinks } from './account-links.ts';
import { linkLifetime } from '../mail/mail.ts';
import type { AccountStore, LinkPurpose } from './account-store.ts';
import { EmailVerification } from './email-verification.ts';
import { HashQueue, HashQueueFull } from '../passwords/hash-queue.ts';
import { Passwords } from '../passwords/passwords.ts';
import { Recovery } from './recovery.ts';
import { RefundQueue } from '../rate-limits/refund-queue.ts';
import { SignInAttempts } from './sign-in-attempts.ts';

const email = 'ada@example.com';
const client = {
  userAgent: capUserAgent('curl'),
  ip: '192.0.2.7',
  language: 'de',
  deviceTokenHash: null,
  canBind: false,
} as const;
const principal = {
  user: { ...sampleUser(3), email },
  session: sampleSession(),
  tokenHash: hashSessionToken('1'),
  ofBrowser: true,
  provedUntil: null,
};
const cutoff = { now: start, idleSince: later(start, -1) };
const zeros = (bytes: number) => new Uint8Array(bytes);
const link = createMailLink(zeros);
const unusable = { ok: false, code: 'account_link_unusable' };
const limited = { ok: false, code: 'rate_limited', retryAfter: 5 };
const absent = () => Promise.reject(new Error('No link asks for this'));

/** The ways back into an account, on stores that answer what a test wants, and everything that comes of it. */
function ways(queue = { parallel: 1, admitted: 1, perNetwork: 1, perAccount: 1, perNetworkOfAccount: 1 }) {
  const asked: unknown[][] = [];
  const answers = { found: true, isDone: true, ended: 2 as number | null, isVerified: true };
  let mails = 0;
  const answer = <Answer>(value: Answer, ...question: unknown[]) => {
    asked.push(question);
    return Promise.resolve(value);
  };
  const store: AccountStore = {
    requestRecovery: (...given) => answer(undefined, 'requestRecovery', ...given),
    issueRecoveryLink: (...given) => answer(answers.isDone, 'issueRecoveryLink', ...given),
    requestVerification: (...given) => answer(undefined, 'requestVerification', ...given),
    isVerified: (...given) => answer(answers.isVerified, 'isVerified', ...given),
    findByLink: (...given) => answer(answers.found ? { userId: 3, email, isVerified: false } : null, 'find', ...given),
    resetPassword: (...given) => answer(answers.isDone, 'resetPassword', ...given),
    verify: (...given) => answer(answers.isDone, 'verify', ...given),
    disown: (...given) => answer(answers.ended, 'disown', ...given),
  };
  const limits = new FakeRateLimits();
  const clock = () => start;
  const links = new AccountLinks({ store, limiter: limits.limiter, clock });
  const hasher = {
    hash: (password: string) => Promise.resolve(`hash of ${password}`),
    verify: absent,
    needsRehash: () => false,
  };
  const common = {
    store,
    links,
    limiter: limits.limiter,
    budget: limits.budget,
    clock,
    cutoff: () => cutoff,
    mailWorkers: { wake: () => void (mails += 1) },
  };
  const recovery = new Recovery({
    ...common,
    attempts: new SignInAttempts({
      store: { begin: absent },
      rateLimits: limits,
      refunds: new RefundQueue({ store: limits, timing: new VirtualTime() }),
      users: {
        create: absent,
        findByEmail: absent,
        findById: absent,
        replaceHash: absent,
        setLanguage: absent,
        changePassword: absent,
        disable: absent,
        enable: absent,
        delete: absent,
      },
      limits: defaultRateLimits,
      clock,
    }),
    passwords: new Passwords(hasher, new HashQueue(queue)),
    random: zeros,
  });
  return { asked, answers, limits, mails: () => mails, recovery, verification: new EmailVerification(common) };
}

const useOf = (purpose: LinkPurpose) => ({
  linkHash: hashMailLink(link),
  at: start,
  sentSince: later(start, -linkLifetime[purpose]),
});
const find = (purpose: LinkPurpose) => ['find', purpose, useOf(purpose)];

describe('a request for a recovery mail', () => {
  test('goes into the queue, whether or not there is such an account, and is counted for its network and its e-mail address', async () => {
    const { recovery, asked, limits, mails } = ways();
    expect(await recovery.request(email, client)).toEqual({ ok: true, value: null });
    expect(asked).toEqual([['requestRecovery', { email, requestedAt: start, userAgent: 'curl', ip: '192.0.2.7' }]]);
    expect(limits.taken).toMatchObject([[{ key: keyOf('mailNetwork', '192.0.2.7') }]]);
    expect([limits.mails, mails()]).toEqual([[mailKeyOf('recovery', email)], 1]);
  });

  test('is answered alike and goes nowhere beyond the limit of the e-mail address', async () => {
    const { recovery, asked, limits, mails } = ways();
    limits.mailDueAt = later(start, 1);
    expect(await recovery.request(email, client)).toEqual({ ok: true, value: null });
    expect([asked, mails()]).toEqual([[], 1]);
    limits.mailDueAt = start;
    await recovery.request(email, client);
    expect(asked).toHaveLength(1);
  });

  test('is refused beyond the limit of the network', async () => {
    const { recovery, asked, limits, mails } = ways();
    limits.retryAt = later(start, 5000);
    expect(await recovery.request(email, client)).toEqual(limited);
    expect([asked, limits.mails, mails()]).toEqual([[], [], 0]);
  });
});

describe('a recovery link', () => {
  test('shows the e-mail address of its account', async () => {
    const { recovery, asked, answers } = ways();
    expect(await recovery.read(link, client)).toEqual({ ok: true, value: { email } });
    expect(asked).toEqual([find('recovery')]);
    answers.found = false;
    expect(await recovery.read(link, client)).toEqual(unusable);
  });

  test('sets a password, forgets the failed attempts, and has a mail tell of it', async () => {
    const { recovery, asked, limits, mails } = ways();
    limits.mailDueAt = later(start, 9);
    expect(await recovery.setPassword(link, 'newest', client)).toEqual({ ok: true, value: { email } });
    const reset = {
      ...useOf('recovery'),
      passwordHash: 'hash of newest',
      cutoff,
      userAgent: 'curl',
      ip: '192.0.2.7',
      noticeDueAt: later(start, 9),
    };
    expect(asked).toEqual([find('recovery'), ['resetPassword', 3, reset]]);
    expect(limits.mails).toEqual([mailKeyOf('password_changed', email)]);
    expect(limits.refunds).toMatchObject([
      { reset: [{ key: keyOf('signInAccount', `${email} 192.0.2.7`) }, {}, {}, {}, {}] },
    ]);
    expect(mails()).toBe(1);
  });

  test('takes part in the share of password hashes of its network and its account', async () => {
    const { recovery } = ways({ parallel: 1, admitted: 9, perNetwork: 1, perAccount: 9, perNetworkOfAccount: 9 });
    const first = recovery.setPassword(link, 'newest', client);
    const refused = recovery.setPassword(link, 'newest', client);
    const other = recovery.setPassword(link, 'newest', { ...client, ip: '198.51.100.7' });
    await expect(refused).rejects.toThrow(HashQueueFull);
    expect([(await first).ok, (await other).ok]).toEqual([true, true]);
    const { recovery: ofAccount } = ways({
      parallel: 1,
      admitted: 9,
      perNetwork: 9,
      perAccount: 1,
      perNetworkOfAccount: 1,
    });
    const last = ofAccount.setPassword(link, 'newest', client);
    await expect(ofAccount.setPassword(link, 'newest', { ...client, ip: '198.51.100.7' })).rejects.toThrow(
      HashQueueFull,
    );
    expect((await last).ok).toBe(true);
  });

  test('that is used or gone sets none, and nothing is hashed without a link', async () => {
    const { recovery, asked, answers, limits, mails } = ways();
    answers.isDone = false;
    expect(await recovery.setPassword(link, 'newest', client)).toEqual(unusable);
    expect([limits.refunds, mails()]).toEqual([[], 0]);
    answers.found = false;
    expect(await recovery.setPassword(link, 'newest', client)).toEqual(unusable);
    expect(asked.map(([what]) => what)).toEqual(['find', 'resetPassword', 'find']);
  });

  test('is made for an operator at once, where there is such an account', async () => {
    const { recovery, asked, answers } = ways();
    expect(await recovery.issueLink(email)).toBe(link);
    expect(asked).toEqual([['issueRecoveryLink', email, hashMailLink(link), start]]);
    answers.isDone = false;
    expect(await recovery.issueLink(email)).toBeNull();
  });
});

describe('any link of a mail about an account', () => {
  test('is refused unasked where it can be none, and where its network has tried too often', async () => {
    const { recovery, verification, asked, limits } = ways();
    const uses = (text: string) => [
      recovery.read(text, client),
      recovery.setPassword(text, 'newest', client),
      verification.read(text, 'disown', client),
      verification.confirm(text, client),
      verification.disown(text, client),
    ];
    for (const use of uses('nonsense')) expect(await use).toEqual(unusable);
    limits.retryAt = later(start, 5000);
    for (const use of uses(link)) expect(await use).toEqual(limited);
    expect(asked).toEqual([]);
    expect(limits.taken[0]).toMatchObject([{ key: keyOf('alertLink', '192.0.2.7') }]);
  });
});

describe('the verification of an e-mail address', () => {
  test('is asked for again by a mail that is due when the limit of the e-mail address allows it', async () => {
    const { verification, asked, limits, mails } = ways();
    limits.mailDueAt = later(start, 9);
    expect(await verification.request(principal, client)).toEqual({ ok: true, value: null });
    expect(asked).toEqual([['requestVerification', 3, start, later(start, 9)]]);
    expect(limits.mails).toEqual([mailKeyOf('verification', email)]);
    expect(limits.taken).toMatchObject([[{ key: keyOf('mailNetwork', '192.0.2.7') }]]);
    expect(mails()).toBe(1);
    limits.retryAt = later(start, 5000);
    expect(await verification.request(principal, client)).toEqual(limited);
    expect([asked.length, mails()]).toEqual([1, 1]);
  });

  test('is read of the account', async () => {
    const { verification, asked, answers } = ways();
    expect(await verification.isVerified(principal)).toBe(true);
    answers.isVerified = false;
    expect(await verification.isVerified(principal)).toBe(false);
    expect(asked).toEqual([['isVerified', 3], ['isVerified', 3]]); // prettier-ignore
  });

  test.each(['recovery', 'verification', 'disown'] as const)('reads what a link is about: %s', async (purpose) => {
    const { verification, asked, answers } = ways();
    const account = { userId: 3, email, isVerified: false };
    expect(await verification.read(link, purpose, client)).toEqual({ ok: true, value: account });
    expect(asked).toEqual([find(purpose)]);
    answers.found = false;
    expect(await verification.read(link, purpose, client)).toEqual(unusable);
  });

  test('is done by the link of its mail, once', async () => {
    const { verification, asked, answers } = ways();
    expect(await verification.confirm(link, client)).toEqual({ ok: true, value: null });
    const use = { ...useOf('verification'), userAgent: 'curl', ip: '192.0.2.7' };
    expect(asked).toEqual([find('verification'), ['verify', 3, use]]);
    answers.isDone = false;
    expect(await verification.confirm(link, client)).toEqual(unusable);
  });

  test('is refused by the reader of the mail, which removes the account', async () => {
    const { verification, asked, answers } = ways();
    expect(await verification.disown(link, client)).toEqual({ ok: true, value: null });
    expect(asked).toEqual([find('disown'), ['disown', 3, useOf('disown'), cutoff]]);
    answers.ended = 0;
    expect((await verification.disown(link, client)).ok).toBe(true);
    answers.ended = null;
    expect(await verification.disown(link, client)).toEqual(unusable);
  });
});
