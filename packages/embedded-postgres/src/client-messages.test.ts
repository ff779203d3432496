import { expect, test } from 'vitest';
import { ClientMessages } from './client-messages.ts';

function message(type: string, body = ''): Buffer {
  const bytes = Buffer.from(`${type}\0\0\0\0${body}`);
  bytes.writeInt32BE(bytes.length - type.length, type.length);
  return bytes;
}

const startup = message('', 'user\0postgres\0\0');
const extended = Buffer.concat(['P', 'B', 'D', 'E', 'S'].map((type) => message(type, 'body')));
const simple = message('Q', 'SELECT 1\0');

test.each([1, 2, 3, 5, 7, 1000])('in chunks of %d bytes, each batch ends where the client waits', (size) => {
  const messages = new ClientMessages();
  const all = Buffer.concat([startup, extended, simple, extended]);
  const batches: Buffer[] = [];
  for (let at = 0; at < all.length; at += size) batches.push(...messages.add(all.subarray(at, at + size)));
  expect(batches).toEqual([startup, extended, simple, extended]);
});

test('keeps messages until one arrives whose answer the client waits for', () => {
  const messages = new ClientMessages();
  expect([...messages.add(startup)]).toEqual([startup]);
  expect([...messages.add(extended.subarray(0, -1))]).toEqual([]);
  expect([...messages.add(extended.subarray(-1))]).toEqual([extended]);
});
