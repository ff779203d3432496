import { availableParallelism } from 'node:os';
import { describe, expect, test } from 'vitest';
import { HashQueue, HashQueueFull, defaultHashQueueLimits } from './hash-queue.ts';

const limits = { parallel: 2, admitted: 6, perNetwork: 4, perAccount: 3, perNetworkOfAccount: 3 };
const one = { network: '192.0.2.1', account: 'ada@example.com' };

/** A hash that runs until the test ends it. */
function heldHash(name: string, started: string[]) {
  let [end, fail] = [() => {}, () => {}];
  const answer = new Promise<string>((resolve, reject) => {
    end = () => resolve(name);
    fail = () => reject(new Error(name));
  });
  const hash = () => {
    started.push(name);
    return answer;
  };
  return { hash, end, fail };
}

/** Lets everything that is ready go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the hash queue', () => {
  test('runs at most `parallel` hashes at once, and the next when one has ended', async () => {
    const queue = new HashQueue(limits);
    const started: string[] = [];
    const hashes = ['a', 'b', 'c', 'd'].map((name) => heldHash(name, started));
    const answers = hashes.map(({ hash }) => queue.run(one.network, hash));
    await settle();
    expect([started, queue.load]).toEqual([['a', 'b'], { admitted: 0, keys: 0, waiting: 2, running: 2 }]);
    hashes[1]?.end();
    await settle();
    expect([started, queue.load]).toEqual([['a', 'b', 'c'], { admitted: 0, keys: 0, waiting: 1, running: 2 }]);
    for (const { end } of hashes) end();
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd']);
    expect(queue.load).toEqual({ admitted: 0, keys: 0, waiting: 0, running: 0 });
  });

  test('a hash that fails hands its turn over like any other', async () => {
    const queue = new HashQueue({ ...limits, parallel: 1 });
    const started: string[] = [];
    const [bad, good] = [heldHash('bad', started), heldHash('good', started)];
    const answers = Promise.allSettled([queue.run(one.network, bad.hash), queue.run(one.network, good.hash)]);
    bad.fail();
    good.end();
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(queue.load).toEqual({ admitted: 0, keys: 0, waiting: 0, running: 0 });
  });

  test('networks take turns: one request waits behind one of each other network, not behind all of one', async () => {
    const queue = new HashQueue({ ...limits, parallel: 1 });
    const started: string[] = [];
    const hash = (name: string) => () => {
      started.push(name);
      return Promise.resolve();
    };
    const many = ['a1', 'a2', 'a3', 'a4', 'a5'].map((name) => queue.run('a', hash(name)));
    await Promise.all([...many, queue.run('b', hash('b1')), queue.run('b', hash('b2')), queue.run('c', hash('c1'))]);
    expect(started).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4', 'a5']);
  });

  test('admits no more than its limit in all, and as many again as leave', () => {
    const queue = new HashQueue(limits);
    const leaves = Array.from({ length: 6 }, (_, at) => queue.admit({ network: `${at}`, account: `${at}` }));
    const another = { network: 'another', account: 'another' };
    expect(() => queue.admit(another)).toThrow(HashQueueFull);
    leaves[0]?.();
    queue.admit(another);
    expect(() => queue.admit(one)).toThrow(HashQueueFull);
  });

  test('gives one network no more than its share, and leaves room for others', () => {
    const queue = new HashQueue(limits);
    const leaves = Array.from({ length: 4 }, (_, at) => queue.admit({ ...one, account: `${at}` }));
    expect(() => queue.admit({ ...one, account: 'next' })).toThrow(HashQueueFull);
    queue.admit({ network: '192.0.2.2', account: 'next' });
    leaves[0]?.();
    queue.admit({ ...one, account: 'next' });
  });

  test('gives one account no more than its share, from however many networks', () => {
    const queue = new HashQueue(limits);
    const leaves = Array.from({ length: 3 }, (_, at) => queue.admit({ ...one, network: `${at}` }));
    expect(() => queue.admit({ ...one, network: 'next' })).toThrow(HashQueueFull);
    queue.admit({ network: 'next', account: 'bob@example.com' });
    leaves[0]?.();
    queue.admit({ ...one, network: 'next' });
  });

  test('gives one network no more than a part of the share of an account, and leaves the rest to others', () => {
    const queue = new HashQueue({ ...limits, perNetworkOfAccount: 2 });
    const leaves = Array.from({ length: 2 }, () => queue.admit(one));
    expect(() => queue.admit(one)).toThrow(HashQueueFull);
    queue.admit({ ...one, network: '192.0.2.2' });
    leaves[0]?.();
    queue.admit({ ...one, account: 'bob@example.com' });
  });

  test('counts the requests that stay when another one leaves, and keeps no count of networks and accounts without any', () => {
    const queue = new HashQueue(limits);
    const leaves = [queue.admit(one), queue.admit(one), queue.admit(one)];
    leaves[0]?.();
    leaves.push(queue.admit(one));
    expect(() => queue.admit(one)).toThrow(HashQueueFull);
    expect(queue.load).toMatchObject({ admitted: 3, keys: 3 });
    for (const leave of leaves.slice(1)) leave();
    expect(queue.load).toMatchObject({ admitted: 0, keys: 0 });
  });

  test('a refused request takes nothing from any share', () => {
    const queue = new HashQueue(limits);
    for (let at = 0; at < 3; at += 1) queue.admit(one);
    for (let at = 0; at < 10; at += 1) expect(() => queue.admit(one)).toThrow(HashQueueFull);
    expect(queue.load.admitted).toBe(3);
    queue.admit({ ...one, account: 'bob@example.com' });
  });
});

test('an instance hashes at most three passwords at once, of at most 200 requests', () => {
  const { parallel, ...queued } = defaultHashQueueLimits;
  expect(parallel).toBe(Math.min(3, availableParallelism()));
  expect(queued).toEqual({ admitted: 200, perNetwork: 50, perAccount: 20, perNetworkOfAccount: 10 });
});
