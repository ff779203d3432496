import { describe, expect, test } from 'vitest';
import { argon2idHasher } from './password-hasher.ts';
import { HashQueue } from './hash-queue.ts';
import { Passwords } from './passwords.ts';

const real = argon2idHasher({ memoryCost: 8, timeCost: 1, parallelism: 1 });
const requester = { network: '192.0.2.1', account: 'ada@example.com' };

function makePasswords() {
  const verified: string[] = [];
  const hasher = {
    hash: (password: string) => real.hash(password),
    needsRehash: real.needsRehash,
    verify: (hashed: string, password: string) => {
      verified.push(hashed);
      return real.verify(hashed, password);
    },
  };
  const queue = new HashQueue({
    parallel: 2,
    admitted: 100,
    perNetwork: 100,
    perAccount: 100,
    perNetworkOfAccount: 100,
  });
  return { passwords: new Passwords(hasher, queue), queue, verified };
}

describe('passwords', () => {
  test('one verification of one cost, whether the stored hash is right, wrong, missing or unreadable', async () => {
    const { passwords, verified } = makePasswords();
    const stored = await real.hash('right');
    const huge = stored.replace('m=8', 'm=4294967295');
    const answers = [];
    for (const hashed of [stored, null, '', '$2b$10$N9qo8uLOickgx2ZMRZoMye', 'garbage', huge]) {
      answers.push(await passwords.admitted(requester, ({ verify }) => verify(hashed, 'right')));
    }
    expect(answers).toEqual([true, false, false, false, false, false]);
    expect(verified).toHaveLength(answers.length);
    expect(new Set(verified.map((hashed) => hashed.split('$').slice(0, 4).join('$')))).toHaveLength(1);
    expect(await passwords.admitted(requester, ({ verify }) => verify(stored, 'wrong'))).toBe(false);
  });

  test('a request leaves the queue when it is answered and when it fails', async () => {
    const { passwords, queue } = makePasswords();
    const seen: number[] = [];
    await passwords.admitted(requester, () => Promise.resolve(seen.push(queue.load.admitted)));
    await expect(
      passwords.admitted(requester, () => Promise.reject(new Error('the database is away'))),
    ).rejects.toThrow('the database is away');
    expect([seen, queue.load.admitted]).toEqual([[1], 0]);
  });

  test('a decoy that could not be made is made at the next request', async () => {
    let failures = 1;
    const hasher = {
      ...real,
      hash: (password: string) => (failures-- > 0 ? Promise.reject(new Error('out of memory')) : real.hash(password)),
    };
    const passwords = new Passwords(
      hasher,
      new HashQueue({ parallel: 1, admitted: 9, perNetwork: 9, perAccount: 9, perNetworkOfAccount: 9 }),
    );
    const verify = () => passwords.admitted(requester, (hashing) => hashing.verify(null, 'x'));
    await expect(verify()).rejects.toThrow('out of memory');
    expect(await verify()).toBe(false);
  });
});
