import { describe, expect, test } from 'vitest';
import { maxTextBytes } from './announcement-channel.ts';
import { decode, encode, maxConfirmations } from './announcement.ts';

describe('an announcement', () => {
  test('is read as it was written', () => {
    const messages = [
      { from: 'me', round: 7, users: [3, 4] },
      { from: 'me', round: 7, users: 'all' as const },
      { from: 'x'.repeat(40), confirms: [['you', 7] as const, ['them', 8] as const] },
      { from: 'me', confirms: [] },
    ];
    for (const message of messages) expect(decode(encode(message))).toEqual(message);
  });

  test('is of all users where its own do not fit in one text', () => {
    const longestId = Number.MAX_SAFE_INTEGER;
    const users = (count: number) => Array.from({ length: count }, (_, at) => longestId - at);
    const most = Math.floor((maxTextBytes - 100) / 17);
    const full = encode({ from: 'x'.repeat(40), round: longestId, users: users(most) });
    expect(full.length).toBeLessThanOrEqual(maxTextBytes);
    expect(decode(full)).toMatchObject({ users: users(most) });
    expect(decode(encode({ from: 'me', round: 1, users: users(most + 1) }))).toMatchObject({ users: 'all' });
    expect(most).toBe(458);
  });

  test('of as many confirmations as fit in one text', () => {
    const confirms = Array.from({ length: maxConfirmations }, () => ['x'.repeat(40), 9_999_999_999] as const);
    expect(encode({ from: 'x'.repeat(40), confirms }).length).toBeLessThanOrEqual(maxTextBytes);
    expect(maxConfirmations).toBe(130);
  });

  test.each([
    '',
    'nonsense',
    'null',
    '{}',
    '{"from":"me"}',
    '{"from":7,"round":1,"users":[1]}',
    `{"from":"${'x'.repeat(41)}","round":1,"users":[1]}`,
    '{"from":"me","round":1.5,"users":[1]}',
    '{"from":"me","round":1,"users":["1"]}',
    '{"from":"me","round":1,"users":[1.5]}',
    '{"from":"me","round":1,"users":"nobody"}',
    '{"from":"me","users":[1]}',
    '{"from":"me","confirms":[["you"]]}',
    '{"from":"me","confirms":[[7,"you"]]}',
  ])('is none in the text %s', (text) => {
    expect(decode(text)).toBeNull();
  });
});
