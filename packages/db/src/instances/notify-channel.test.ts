import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { channelContract } from '@latchkey/sessions/testing/channel-contract';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { NotifyChannel } from './notify-channel.ts';
import { postgresSettings } from '../connection/postgres-settings.ts';
import { startTcpProxy } from '@latchkey/testing/tcp-proxy';
import { waitFor } from '@latchkey/testing/wait-for';
import { hasServer, temporaryServerDatabase } from '../testing/place.ts';

const channelTo = (url: string): NotifyChannel => new NotifyChannel(postgresSettings(url));

describe.runIf(hasServer)('on a server', () => {
  channelContract('PostgreSQL', {
    async createHub() {
      const { location, remove } = await temporaryServerDatabase();
      const closings = [remove];
      return {
        createChannel: () => channelTo(location.url),
        async createChannelOverConnection() {
          const url = new URL(location.url);
          const wire = await startTcpProxy(url.hostname, Number(url.port || 5432));
          closings.push(async () => wire.close());
          url.host = `127.0.0.1:${wire.port}`;
          return { channel: channelTo(url.href), wire };
        },
        async close() {
          for (const close of closings.toReversed()) await close();
        },
      };
    },
    isIsolated: true,
    canDisconnect: true,
  });

  it('comes back after the server has ended its connection', async () => {
    const { location, remove } = await temporaryServerDatabase();
    const channel = channelTo(location.url);
    const administrator = new pg.Client(location.url);
    await administrator.connect();
    try {
      const heard: string[] = [];
      channel.open((text) => heard.push(text));
      await waitFor(() => expect(channel.isConnected).toBe(true));
      // Compares process ids, because the channel may be connected again before a poll sees it disconnected.
      const ofChannel = `datname = current_database() AND application_name = 'latchkey announcements'`;
      const processIds = async (): Promise<number[]> =>
        (await administrator.query<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE ${ofChannel}`)).rows.map(
          ({ pid }) => pid,
        );
      const [ended] = await processIds();
      const { rows } = await administrator.query('SELECT pg_terminate_backend($1) AS is_ended', [ended]);
      expect(rows).toEqual([{ is_ended: true }]);
      await waitFor(async () => {
        expect(await processIds()).toEqual([expect.not.toBeOneOf([ended])]);
        expect(channel.isConnected).toBe(true);
      });
      await administrator.query(`SELECT pg_notify('latchkey', 'from outside')`);
      await waitFor(() => expect(heard).toEqual(['from outside']));
    } finally {
      await channel.close();
      await administrator.end();
      await remove();
    }
  });

  it('leaves the settings of its connection unchanged, because a pooler lends it to other clients', async () => {
    const { location, remove } = await temporaryServerDatabase();
    const socket = new Socket();
    const answered: Buffer[] = [];
    socket.on('data', (data) => answered.push(data));
    const channel = new NotifyChannel({ ...postgresSettings(location.url), stream: () => socket });
    try {
      channel.open(() => {});
      await waitFor(() => expect(channel.isConnected).toBe(true));
      await channel.publish('text');
      // A simple query, as the next client of a pooler in transaction mode would send it.
      const sql = Buffer.from("SELECT 'it is ' || current_setting('synchronous_commit')\0");
      const length = Buffer.alloc(4);
      length.writeInt32BE(sql.length + 4);
      socket.write(Buffer.concat([Buffer.from('Q'), length, sql]));
      await waitFor(() => expect(Buffer.concat(answered).toString('latin1')).toMatch(/it is (on|off)/));
      expect(Buffer.concat(answered).toString('latin1')).toContain('it is on');
    } finally {
      await channel.close();
      await remove();
    }
  });

  it('refuses a text that PostgreSQL refuses, and carries those around it', async () => {
    const { location, remove } = await temporaryServerDatabase();
    const channel = channelTo(location.url);
    try {
      const heard: string[] = [];
      channel.open((text) => heard.push(text));
      await waitFor(() => expect(channel.isConnected).toBe(true));
      const texts = ['one', 'x'.repeat(8_000), 'two'];
      const outcomes = await Promise.allSettled(texts.map((text) => channel.publish(text)));
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      await waitFor(() => expect(heard).toEqual(['one', 'two']));
      expect(channel.isConnected).toBe(true);
    } finally {
      await channel.close();
      await remove();
    }
  });
});

it('does not fail on a place where nothing is, nor on settings that mean nothing', async () => {
  for (const connectionString of ['postgresql://localhost:1/nothing', 'postgresql://[::1']) {
    const channel = new NotifyChannel({ connectionString });
    channel.open(() => {});
    await sleep(150);
    expect(channel.isConnected).toBe(false);
    await expect(channel.publish('text')).rejects.toThrow(/not connected/);
    await channel.close();
  }
});
