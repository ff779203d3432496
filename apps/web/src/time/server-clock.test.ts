import { afterEach, expect, test, vi } from 'vitest';
import { learnClock, serverNow } from './server-clock.ts';

const noon = Date.parse('2026-11-25T12:00:00Z');
const answerAt = (moment: number | null) => ({
  headers: new Headers(moment === null ? {} : { date: new Date(moment).toUTCString() }),
});
const differenceAt = (now: number) => {
  vi.setSystemTime(now);
  return serverNow().getTime() - now;
};

afterEach(() => {
  learnClock(answerAt(noon), noon, noon);
  vi.useRealTimers();
});

test('a browser clock that is ten minutes slow, or fast, is set right by the answers of the server', () => {
  const minutes = 10 * 60_000;
  learnClock(answerAt(noon), noon - minutes, noon - minutes + 80);
  expect(differenceAt(noon - minutes)).toBeCloseTo(minutes, -4);
  learnClock(answerAt(noon), noon + minutes, noon + minutes + 80);
  expect(differenceAt(noon + minutes)).toBeCloseTo(-minutes, -4);
});

test('a difference that the way to the server explains changes nothing', () => {
  for (const took of [0, 4000, 15_000]) {
    learnClock(answerAt(noon), noon - took, noon);
    expect(differenceAt(noon), String(took)).toBe(0);
  }
});

test('an answer that tells no time changes nothing', () => {
  learnClock(answerAt(noon), noon - 60_000, noon - 60_000);
  const before = differenceAt(noon);
  learnClock(answerAt(null), noon, noon);
  expect(differenceAt(noon)).toBe(before);
  expect(before).not.toBe(0);
});
