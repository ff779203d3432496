import { afterEach, expect, test, vi } from 'vitest';
import { adjustClock, serverNow } from './server-clock.ts';

const noon = Date.parse('2026-11-25T12:00:00Z');
const answerAt = (moment: number | null) => ({
  headers: new Headers(moment === null ? {} : { date: new Date(moment).toUTCString() }),
});
const differenceAt = (now: number) => {
  vi.setSystemTime(now);
  return serverNow().getTime() - now;
};

afterEach(() => {
  adjustClock(answerAt(noon), noon, noon);
  vi.useRealTimers();
});

test('server clock: corrects a browser clock that is ten minutes slow or fast', () => {
  const minutes = 10 * 60_000;
  adjustClock(answerAt(noon), noon - minutes, noon - minutes + 80);
  expect(differenceAt(noon - minutes)).toBeCloseTo(minutes, -4);
  adjustClock(answerAt(noon), noon + minutes, noon + minutes + 80);
  expect(differenceAt(noon + minutes)).toBeCloseTo(-minutes, -4);
});

test('server clock: ignores a difference within the time of the request', () => {
  for (const took of [0, 4000, 15_000]) {
    adjustClock(answerAt(noon), noon - took, noon);
    expect(differenceAt(noon), String(took)).toBe(0);
  }
});

test('server clock: ignores an answer without a date', () => {
  adjustClock(answerAt(noon), noon - 60_000, noon - 60_000);
  const before = differenceAt(noon);
  adjustClock(answerAt(null), noon, noon);
  expect(differenceAt(noon)).toBe(before);
  expect(before).not.toBe(0);
});
