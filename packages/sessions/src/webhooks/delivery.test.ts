import { describe, expect, test } from 'vitest';
import { failuresUntilProbing, mostDeliveryTries, probePause, retryPause } from './delivery.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

describe('the pause of a delivery after a failed try', () => {
  test.each([
    [1, 5 * second],
    [2, minute],
    [mostDeliveryTries - 1, 24 * hour],
    [mostDeliveryTries, 24 * hour],
    [mostDeliveryTries + 5, 24 * hour],
  ])('%i is shortened by up to a fifth at random', (tries, pause) => {
    expect([retryPause(tries, 0), retryPause(tries, 0.5)]).toEqual([pause, pause * 0.9]);
    expect(retryPause(tries, 0.999_999)).toBeCloseTo(pause * 0.8, -3);
  });

  test('is at least what the receiver asks for, up to an hour, and never shorter because it asks for less', () => {
    expect(retryPause(1, 0, 30 * second)).toBe(30 * second);
    expect(retryPause(1, 0, 24 * hour)).toBe(hour);
    expect(retryPause(2, 0, second)).toBe(minute);
    expect(retryPause(mostDeliveryTries, 0, hour)).toBe(24 * hour);
  });

  test('leaves three days in all before a delivery is given up', () => {
    const pauses = Array.from({ length: mostDeliveryTries - 1 }, (_, index) => retryPause(index + 1, 0));
    expect(pauses.reduce((sum, pause) => sum + pause, 0) / (24 * hour)).toBeCloseTo(3.15, 2);
  });
});

describe('the rest of an endpoint that is down', () => {
  test('begins with the tenth failure in a row', () => {
    expect([probePause(failuresUntilProbing - 1, 0), probePause(failuresUntilProbing, 0)]).toEqual([0, second]);
  });

  test('doubles with each failure up to ten minutes, shortened by up to a fifth at random', () => {
    expect([1, 2, 9].map((more) => probePause(failuresUntilProbing + more, 0))).toEqual([
      2 * second,
      4 * second,
      512 * second,
    ]);
    for (const more of [10, 50, 5_000]) expect(probePause(failuresUntilProbing + more, 0)).toBe(10 * minute);
    expect(probePause(failuresUntilProbing, 0.5)).toBe(900);
    expect(probePause(failuresUntilProbing + 10, 0.999_999)).toBeCloseTo(8 * minute, -3);
  });
});
