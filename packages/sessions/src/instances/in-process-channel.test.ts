import { expect, it } from 'vitest';
import { InProcessChannel, type InProcessListeners } from './in-process-channel.ts';
import { channelContract } from './testing/channel-contract.ts';

channelContract('one process', {
  async createHub() {
    const room: InProcessListeners = new Set();
    return { createChannel: () => new InProcessChannel(room), async close() {} };
  },
  isIsolated: true,
  canDisconnect: false,
  silence: 0,
});

it('leaves its room when it is closed', async () => {
  const room: InProcessListeners = new Set();
  const channel = new InProcessChannel(room);
  channel.open(() => {});
  expect(room.size).toBe(1);
  await channel.close();
  expect(room.size).toBe(0);
});
