import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import { createMailLink, hashMailLink } from '@latchkey/sessions/tokens/mail-link';
import { describe, expect, test } from 'vitest';
import { OtherTransaction } from '../testing/other-transaction.ts';
import { hasServer, temporaryServerDatabase } from '../testing/place.ts';
import { later, newDevice, second } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

describe.runIf(hasServer)('while another connection to the server holds alerts whose mails are due', () => {
  const world = new World(temporaryServerDatabase);
  const other = new OtherTransaction(world);

  /** A user with alerts about two sign-ins that need a mail. */
  async function alerted(at: number) {
    const user = await world.someone();
    await world.begin(user, { deviceTokenHash: newDevice() });
    const signIn = (ms: number) => world.begin(user, { deviceTokenHash: newDevice(), createdAt: later(ms) });
    return { user, first: await signIn(at), next: await signIn(at + 1) };
  }

  const hold = (sessionId: number) =>
    other.query('SELECT 1 FROM sign_in_alerts WHERE session_id = $1 FOR UPDATE', [sessionId]);

  test('a worker takes the mail of the next account without waiting', async () => {
    const [{ first, next }, { user }] = [await alerted(1), await alerted(10)];
    await hold(first.id);
    await hold(next.id);
    const taken = world.database.outbox.take('new_device', hashMailLink(createMailLink()), later(second));
    expect(await other.blocks(taken)).toBe(false);
    expect(await taken).toMatchObject({ email: user.email, alerts: [{ userId: user.id }, { userId: user.id }] });
  });

  test('a worker takes the other alerts of the account without waiting', async () => {
    const { first, next } = await alerted(1);
    await hold(next.id);
    const taken = world.database.outbox.take('new_device', hashMailLink(createMailLink()), later(second));
    expect(await other.blocks(taken)).toBe(false);
    expect((await taken)?.alerts).toMatchObject([{ sessionId: first.id }]);
  });
});

describe.runIf(hasServer)('while another connection to the server holds what a recovery mail is made of', () => {
  const world = new World(temporaryServerDatabase);
  const other = new OtherTransaction(world);

  /** Two users who have asked for a recovery mail, one after the other. */
  async function requested() {
    const users = [await world.someone(), await world.someone()] as const;
    for (const [at, { email }] of users.entries()) {
      const request = { email, requestedAt: later(at), userAgent: capUserAgent(''), ip: null };
      await world.database.accounts.requestRecovery(request);
    }
    return users;
  }

  const accept = () => world.database.outbox.acceptRecoveryRequests(10);
  const take = () => world.database.outbox.take('recovery', hashMailLink(createMailLink()), later(second));

  test('a worker accepts the other recovery requests without waiting', async () => {
    const [first, next] = await requested();
    await other.query('SELECT 1 FROM recovery_requests WHERE email = $1 FOR UPDATE', [first.email]);
    const accepted = accept();
    expect(await other.blocks(accepted)).toBe(false);
    expect([await accepted, (await take())?.email]).toEqual([1, next.email]);
  });

  test('a worker takes the recovery mail of the next account without waiting', async () => {
    const [first, next] = await requested();
    await accept();
    await other.query('SELECT 1 FROM account_mails WHERE user_id = $1 FOR UPDATE', [first.id]);
    const taken = take();
    expect(await other.blocks(taken)).toBe(false);
    expect((await taken)?.email).toBe(next.email);
  });

  test('a worker waits for the removal of an account, and sends mails to the others', async () => {
    const [removed, next] = await requested();
    await other.query('DELETE FROM users WHERE id = $1', [removed.id]);
    const accepted = accept();
    expect(await other.blocks(accepted)).toBe(true);
    await other.query('COMMIT');
    expect([await accepted, (await take())?.email, await take()]).toEqual([2, next.email, null]);
  });
});
