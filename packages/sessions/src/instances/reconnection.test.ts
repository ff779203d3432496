import { describe, expect, test } from 'vitest';
import { Reconnection, type Sleep } from './reconnection.ts';

/** Resolves when the connection is to end. */
const ended = ({ signal }: AbortController): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve()));

/** Makes `attempts` attempts, which all fail at once. Returns the pause after each. */
async function pausesOf(attempts: number, random: () => number, onAttempt = (_made: number, _on: Reconnection) => {}) {
  const pauses: number[] = [];
  const wait: Sleep = async (milliseconds) => void pauses.push(milliseconds);
  const reconnection = new Reconnection(random, wait);
  await new Promise<void>((resolve) => {
    reconnection.start(async (connection) => {
      onAttempt(pauses.length, reconnection);
      if (pauses.length < attempts) throw new Error('Nobody is there');
      resolve();
      await ended(connection);
    });
  });
  await reconnection.stop();
  return pauses.slice(0, attempts);
}

describe('a connection that is made again and again', () => {
  test('waits twice as long after each failure, and no longer than a second', async () => {
    expect(await pausesOf(7, () => 1)).toEqual([50, 100, 200, 400, 800, 1000, 1000]);
  });

  test('waits for less by chance, so that not all instances come at one moment', async () => {
    expect(await pausesOf(2, () => 0)).toEqual([25, 50]);
  });

  test('begins with the shortest pause again when one has proved good', async () => {
    expect(
      await pausesOf(
        5,
        () => 1,
        (made, on) => made === 3 && on.reset(),
      ),
    ).toEqual([50, 100, 200, 50, 100]);
  });

  test('ends what there is when it is stopped, and whatever it waits for', async () => {
    const whileConnected = new Reconnection();
    whileConnected.start(ended);
    await expect(whileConnected.stop()).resolves.toBeUndefined();
    const whileWaiting = new Reconnection();
    whileWaiting.start(() => Promise.reject(new Error('Nobody is there')));
    await new Promise((resolve) => setImmediate(resolve));
    await expect(whileWaiting.stop()).resolves.toBeUndefined();
  });
});
