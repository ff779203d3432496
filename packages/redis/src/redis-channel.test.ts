import { setTimeout as sleep } from 'node:timers/promises';
import { channelContract } from '@latchkey/sessions/testing/channel-contract';
import { startTcpProxy } from '@latchkey/testing/tcp-proxy';
import { describe, expect, it } from 'vitest';
import { RedisChannel } from './redis-channel.ts';

const serverUrl = process.env.TEST_REDIS_URL ?? '';

describe.runIf(serverUrl !== '')('on a server', () => {
  channelContract('Redis', {
    async createHub() {
      const closings: (() => void)[] = [];
      return {
        createChannel: () => new RedisChannel(serverUrl),
        async createChannelOverConnection() {
          const url = new URL(serverUrl);
          const wire = await startTcpProxy(url.hostname, Number(url.port || 6379));
          closings.push(() => wire.close());
          url.host = `127.0.0.1:${wire.port}`;
          return { channel: new RedisChannel(url.href), wire };
        },
        async close() {
          for (const close of closings) close();
        },
      };
    },
    // Its databases share their channels.
    isIsolated: false,
    canDisconnect: true,
  });
});

describe('a channel over Redis', () => {
  it.each(['', 'secret', 'http://:secret@localhost', 'redis://:secret@localhost/x', 'redis://:secret%@localhost'])(
    'refuses the URL "%s" without repeating it',
    (url) => {
      expect(() => new RedisChannel(url)).toThrow(/^The Redis URL must read redis\[s\]:/);
    },
  );

  it.each(['redis://localhost', 'rediss://user:secret@example.org:6380/3'])('takes the URL "%s"', (url) => {
    expect(new RedisChannel(url).isConnected).toBe(false);
  });

  it('does not fail on a place where nothing is', async () => {
    const channel = new RedisChannel('redis://localhost:1');
    channel.open(() => {});
    await sleep(150);
    expect(channel.isConnected).toBe(false);
    await expect(channel.publish('text')).rejects.toThrow(/not connected/);
    await channel.close();
  });
});
