import { randomUUID } from 'node:crypto';
import type { ImportLine, ImportReport } from '@latchkey/sessions/accounts/user-import';
import { argon2idHasher } from '@latchkey/sessions/passwords/password-hasher';
import { describe, expect, it } from 'vitest';
import { ask, serviceKey } from './service.ts';
import { openTestApp, password, rest, sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp({ accounts: 'both' });

/** Hashes of `correct horse`: see foreign-hash.test.ts. */
const bcrypt = '$2b$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2';
const django = 'pbkdf2_sha256$1000000$seasalt2$XBnVy1zKFjKBiN3nSVWQdAq1tS72Vi3h/rq+TqCyVDA=';
const imported = 'correct horse';
const newEmail = () => `${randomUUID()}@example.com`;

async function* linesOf(lines: readonly unknown[]): AsyncGenerator<ImportLine> {
  for (const [at, line] of lines.entries()) {
    const number = at + 1;
    if (line === null) yield { number, text: null, reason: 'The line is too long' };
    else yield { number, text: typeof line === 'string' ? line : JSON.stringify(line) };
  }
}

async function run(lines: readonly unknown[], dryRun = false): Promise<ImportReport> {
  const refusedLines: ImportReport['refusedLines'][number][] = [];
  let last: ImportReport = { lines: 0, created: 0, existing: 0, refused: 0, refusedLines };
  for await (const report of app.services.userImport.run(linesOf(lines), { dryRun })) {
    refusedLines.push(...report.refusedLines);
    last = report;
  }
  return { ...last, refusedLines };
}

const signIn = (email: string, offered: string) =>
  rest(app, 'POST', '/auth/signin', undefined, { payload: { email, password: offered } });
const hashOf = async (email: string) => (await app.database.users.findByEmail(email))?.passwordHash;

describe('imported accounts', () => {
  it.each([
    ['bcrypt', bcrypt],
    ['PBKDF2', django],
  ])('sign in with their password, whose hash by %s is argon2id from then on', async (_name, hash) => {
    const email = newEmail();
    const created = '2019-09-25T17:36:36Z';
    const line = { email: ` ${email.toUpperCase()} `, password_hash: hash, verified: true, created_at: created };
    expect(await run([line])).toMatchObject({ lines: 1, created: 1, existing: 0, refused: 0 });
    const account = await app.database.users.findByEmail(email);
    expect(account?.user.createdAt).toEqual(new Date(created));
    expect(await app.database.accounts.isVerified(account?.user.id ?? 0)).toBe(true);
    expect((await signIn(email, 'correct horsf')).json().error_code).toBe('credentials_incorrect');
    expect(await hashOf(email)).toBe(hash);
    expect((await signIn(email, imported)).statusCode).toBe(200);
    const stored = await hashOf(email);
    expect(stored).toMatch(/^\$argon2id\$/);
    expect((await signIn(email, 'correct horsf')).statusCode).toBe(401);
    expect((await signIn(email, imported)).statusCode).toBe(200);
    expect(await hashOf(email)).toBe(stored);
  });

  it('keep a hash by argon2id that is strong enough, and replace one that is not', async () => {
    const own = argon2idHasher({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    await using strict = await openTestApp({ database: app.database, hasher: own });
    const [weak, strong] = [newEmail(), newEmail()];
    for (const [email, memoryCost] of [
      [weak, 4_096],
      [strong, 32_768],
    ] as const) {
      const hash = await argon2idHasher({ memoryCost, timeCost: 3, parallelism: 1 }).hash(imported);
      await run([{ email, password_hash: hash }]);
      const payload = { email, password: imported };
      expect((await rest(strict, 'POST', '/auth/signin', undefined, { payload })).statusCode).toBe(200);
    }
    expect(await hashOf(weak)).toContain('$m=19456,t=2,p=1$');
    expect(await hashOf(strong)).toContain('$m=32768,t=3,p=1$');
  });

  it('sign in on many devices at the same moment', async () => {
    const email = newEmail();
    await run([{ email, password_hash: bcrypt }]);
    const answers = await Promise.all(Array.from({ length: 8 }, () => signIn(email, imported)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
    expect(await hashOf(email)).toMatch(/^\$argon2id\$/);
  });

  it('step up with their password, and have none where the line had none', async () => {
    const [email, another] = [newEmail(), newEmail()];
    await run([{ email, password_hash: bcrypt }, { email: another }]);
    const { session_token: token } = (await signIn(email, imported)).json();
    expect((await rest(app, 'POST', '/auth/stepup', token, { payload: { password: imported } })).statusCode).toBe(200);
    expect((await signIn(another, '!')).statusCode).toBe(401);
  });

  it('stay as they are where they exist, so that an import can be run again', async () => {
    const [email, subject] = [newEmail(), randomUUID()];
    const { email: taken } = await app.signUp();
    const lines = [
      { email, password_hash: bcrypt },
      { subject, email: taken, display_name: 'Ada' },
      { email: taken, password_hash: bcrypt },
      { email, password_hash: django },
    ];
    expect(await run(lines, true)).toMatchObject({ created: 2, existing: 2, refused: 0 });
    expect(await app.database.users.findByEmail(email)).toBeNull();
    expect(await run(lines)).toMatchObject({ created: 2, existing: 2, refused: 0 });
    expect(await run(lines)).toMatchObject({ created: 0, existing: 4, refused: 0 });
    expect(await hashOf(email)).toBe(bcrypt);
    expect((await signIn(taken, password)).statusCode).toBe(200);
    const client = { headers: {} };
    const begun = await ask(app, await serviceKey(app), 'POST', '/sessions', { subject, methods: ['pwd'], client });
    const me = await rest(app, 'GET', '/user/myself', begun.json().session_token);
    expect(me.json().user).toMatchObject({ subject, email: taken, display_name: 'Ada' });
    // What an application says of its own user counts as verified.
    const { user } = (await app.database.subjects.findBySubject(subject)) ?? {};
    expect(await app.database.accounts.isVerified(user?.id ?? 0)).toBe(true);
  });
});

it('lines that are refused are named by number and reason, which repeats nothing of them, and the others are imported', async () => {
  const email = newEmail();
  const secret = 'canary-of-the-line';
  const refused: [unknown, RegExp][] = [
    ['{', /^Not a JSON object$/],
    ['7', /^Not a JSON object$/],
    [null, /^The line is too long$/],
    [{}, /^Needs a subject or an email$/],
    [{ email: secret }, /^email: /],
    [{ subject: `${secret} with blanks` }, /^subject: /],
    [{ email, password: secret }, /^Has a field that is not known$/],
    [{ email, password_hash: secret }, /^password_hash: No hash/],
    [{ email, password_hash: bcrypt.replace('$05', '$20') }, /^password_hash: No hash/],
    [{ subject: 'a', password_hash: bcrypt }, /^password_hash: A user with a subject/],
    [{ email, created_at: '25.9.2019' }, /^created_at: /],
    [{ email, created_at: '2031-01-01T00:00:00Z' }, /^created_at: Must not/],
    [{ email, verified: 'yes' }, /^verified: /],
  ];
  const report = await run([...refused.map(([line]) => line), '', { email }]);
  expect(report).toMatchObject({ lines: refused.length + 2, created: 1, refused: refused.length });
  for (const [at, [, reason]] of refused.entries()) {
    expect(report.refusedLines[at]).toEqual({ number: at + 1, reason: expect.stringMatching(reason) });
  }
  expect(JSON.stringify(report)).not.toContain(secret);
});

it('a check of a file counts each user once, as its import does, wherever the lines are repeated', async () => {
  const [email, subject] = [newEmail(), randomUUID()];
  const others = Array.from({ length: 600 }, () => ({ email: newEmail() }));
  const lines = [{ email }, { email: email.toUpperCase() }, { subject, email }, ...others, { email }, { subject }];
  const counts = { lines: 605, created: 602, existing: 3, refused: 0 };
  expect(await run(lines, true)).toMatchObject(counts);
  expect(await run(lines)).toMatchObject(counts);
  expect(await run(lines, true)).toMatchObject({ created: 0, existing: 605 });
});

it('a long file is reported in batches', async () => {
  const lines = Array.from({ length: 1_200 }, () => ({ email: newEmail() }));
  const seen: number[] = [];
  for await (const { lines: done } of app.services.userImport.run(linesOf(lines), { dryRun: false })) seen.push(done);
  expect(seen).toEqual([500, 1_000, 1_200]);
});
