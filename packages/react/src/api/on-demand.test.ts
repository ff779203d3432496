import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { onDemand } from './on-demand.ts';

/** A network, and a part that loads only with it and after a number of failures. */
function setUp({ failures = 0, isOnline = true } = {}) {
  const network = new EventTarget();
  const browser = { onLine: isOnline };
  vi.stubGlobal('navigator', browser);
  vi.stubGlobal('addEventListener', network.addEventListener.bind(network));
  vi.stubGlobal('dispatchEvent', network.dispatchEvent.bind(network));
  let reports = 0;
  network.addEventListener('latchkey:load-failed', () => void (reports += 1));
  let tries = 0;
  const load = onDemand(async () => {
    tries += 1;
    if (!browser.onLine || tries <= failures) throw new Error(`Try ${tries} failed`);
    return 'the part';
  });
  const setOnline = (onLine: boolean) => {
    browser.onLine = onLine;
    network.dispatchEvent(new Event(onLine ? 'online' : 'offline'));
  };
  return { load, setOnline, tries: () => tries, reports: () => reports };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('part on demand: is loaded when the network returns, however often that takes', async () => {
  const { load, setOnline, tries } = setUp({ isOnline: false });
  const part = load();
  for (let times = 0; times < 5; times += 1) {
    await vi.advanceTimersByTimeAsync(60_000);
    setOnline(true);
    setOnline(false);
  }
  await vi.advanceTimersByTimeAsync(0);
  expect(tries()).toBe(6);
  setOnline(true);
  expect(await part).toBe('the part');
});

test('part on demand: is requested again after pauses where the server does not answer', async () => {
  const { load, tries } = setUp({ failures: 2 });
  const part = load();
  await vi.advanceTimersByTimeAsync(999);
  expect(tries()).toBe(1);
  await vi.advanceTimersByTimeAsync(3001);
  expect(tries()).toBe(3);
  expect(await part).toBe('the part');
});

test('part on demand: gives the error of the third failure', async () => {
  const { load, tries } = setUp({ failures: 3 });
  const [part] = await Promise.allSettled([load(), vi.advanceTimersByTimeAsync(60_000)]);
  expect(part).toMatchObject({ status: 'rejected', reason: { message: 'Try 3 failed' } });
  expect(tries()).toBe(3);
});

test('part on demand: each failure is reported to the page once the part is needed, and none before', async () => {
  const { load, tries, reports } = setUp({ failures: 3 });
  load.preload();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([tries(), reports()]).toEqual([1, 0]);
  const part = load();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await part).toBe('the part');
  expect([tries(), reports()]).toEqual([4, 2]);
});

test('part on demand: a failure without a network is not reported, because the page could not be loaded again', async () => {
  const { load, setOnline, reports } = setUp({ isOnline: false });
  const part = load();
  await vi.advanceTimersByTimeAsync(0);
  setOnline(true);
  expect(await part).toBe('the part');
  expect(reports()).toBe(0);
});
