import { expect, it } from 'vitest';
import { InProcessChannel, type Room } from './in-process-channel.ts';
import { channelContract } from './testing/channel-contract.ts';

channelContract('a room in one process', {
  async meet() {
    const room: Room = new Set();
    return { join: () => new InProcessChannel(room), async end() {} };
  },
  isSeparate: true,
  hasWire: false,
});

it('leaves its room when it is closed', async () => {
  const room: Room = new Set();
  const channel = new InProcessChannel(room);
  channel.open(() => {});
  expect(room.size).toBe(1);
  await channel.close();
  expect(room.size).toBe(0);
});
