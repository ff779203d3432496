import { expect, test } from 'vitest';
import { translations } from './messages/translations.ts';
import { timeLimitText } from './time-limit.ts';

const hour = 60 * 60 * 1000;
const start = new Date('2026-11-23T12:00:00.000Z');
const after = (milliseconds: number) => timeLimitText(start, new Date(start.getTime() + milliseconds));

test.each([
  [30 * 24, '30-day limit'],
  [3 * 24, '3-day limit'],
  [48, '48-hour limit'],
  [24, '24-hour limit'],
  [1, '1-hour limit'],
  [75, '75-hour limit'],
])('time limit: %i hours are the %s', (hours, text) => expect(after(hours * hour)).toBe(text));

test('time limit: has no number where it is unknown or not in whole hours', () => {
  expect(timeLimitText(null, start)).toBe('time limit');
  expect(after(90 * 60 * 1000)).toBe('time limit');
  expect(after(0)).toBe('time limit');
});

test('time limit: is in the sentences about an end in every language', async () => {
  for (const load of Object.values(translations)) {
    const { default: words } = await load();
    for (const limit of [
      { count: 30, unit: 'day' },
      { count: 24, unit: 'hour' },
    ] as const) {
      const text = words.timeLimit(limit);
      expect(text).toMatch(limit.unit === 'day' ? /30|٣٠/ : /24|٢٤/);
      expect(words.ended.expired('12:31', null, text)).toContain(text);
      expect(words.history.ends.expired('Firefox', null, text)).toContain(text);
    }
  }
});
