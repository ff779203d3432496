import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '@latchkey/testing/wait-for';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AnnouncementChannel, maxTextBytes } from '../announcement-channel.ts';

/** A connection that the test controls. */
interface Connection {
  /** Closes every connection and refuses new ones. */
  cut(): void;
  /** Keeps connections open and drops all data. */
  blackhole(): void;
  restore(): void;
}

/** The channels that one test connects. */
interface ChannelHub {
  /** A new channel, not yet open. */
  createChannel(): AnnouncementChannel;
  /** A new channel over a connection that the test controls. */
  createChannelOverConnection?(): Promise<{ readonly channel: AnnouncementChannel; readonly wire: Connection }>;
  /** Called when all channels are closed. */
  close(): Promise<void>;
}

export interface ContractOptions {
  readonly createHub: () => Promise<ChannelHub>;
  /** Whether channels of one hub receive nothing from another. */
  readonly isIsolated: boolean;
  /** Whether there is a connection between the channels that can break. */
  readonly canDisconnect: boolean;
  /** How long to wait for a text that must not arrive, in milliseconds. 0 where texts arrive in the same turn. */
  readonly silence?: number;
}

/** The timeout of every step, in milliseconds, also on a busy machine. */
const patience = 20_000;

/** Declares the tests that every announcement channel must pass. */
export function channelContract(
  name: string,
  { createHub, isIsolated, canDisconnect, silence = 200 }: ContractOptions,
): void {
  describe(`a channel over ${name}`, { timeout: 3 * patience }, () => {
    let meeting: ChannelHub;
    let closings: (() => Promise<void>)[];
    /** Marks the texts of this test, because others may run on the same server. */
    let mark: string;
    let atFirst: Opened;

    beforeAll(() => {
      atFirst = opened();
    });

    beforeEach(async () => {
      meeting = await createHub();
      closings = [() => meeting.close()];
      mark = crypto.randomUUID();
    }, patience);

    afterEach(async () => {
      for (const close of closings.toReversed()) await close();
      await until(() => expect(opened().sockets).toBe(atFirst.sockets));
    }, 2 * patience);

    const text = (content: string | number): string => JSON.stringify({ mark, content });

    /** Opens a channel and collects the texts of this test. */
    const listen = (channel: AnnouncementChannel): string[] => {
      const heard: string[] = [];
      closings.push(() => channel.close());
      channel.open((one) => one.includes(mark) && heard.push(one));
      return heard;
    };

    const member = async (channel = meeting.createChannel()) => {
      const heard = listen(channel);
      await until(() => expect(channel.isConnected).toBe(true));
      return { channel, heard };
    };

    const joinOverWire = async () => {
      if (!meeting.createChannelOverConnection) throw new Error('There is no wire');
      return meeting.createChannelOverConnection();
    };

    const memberOverWire = async () => {
      const { channel, wire } = await joinOverWire();
      return { ...(await member(channel)), wire };
    };

    /** Closes a channel and returns what it left open. */
    const leftByClosing = async (channel: AnnouncementChannel, before: Opened) => {
      const began = performance.now();
      await channel.close();
      const timers = Math.max(0, opened().timers - before.timers);
      const tookLong = performance.now() - began > 1_000;
      // Sockets close asynchronously.
      await until(() => expect(opened().sockets).toBe(before.sockets));
      return { timers, tookLong, isConnected: channel.isConnected };
    };

    const arrives = async (from: AnnouncementChannel, heard: string[], content: string): Promise<void> => {
      await from.publish(text(content));
      await until(() => expect(heard).toContain(text(content)));
    };

    it('carries what one publishes to every other', async () => {
      const members = [await member(), await member(), await member()];
      await Promise.all(members.map(({ channel }, index) => channel.publish(text(index))));
      for (const [index, { heard }] of members.entries()) {
        const others = [0, 1, 2].filter((other) => other !== index).map(text);
        await until(() => expect(heard).toEqual(expect.arrayContaining(others)));
      }
    });

    it.each([
      ['ASCII', 'x'],
      ['letters of two bytes', 'ß'],
      ['letters of three bytes', '鍵'],
      ['letters of four bytes', '🔑'],
      ['what has to be escaped', `'"\\$1\n\0\u2028\ud800`],
    ])('carries the longest text whole: %s', async (_, letters) => {
      const [{ channel }, { heard }] = [await member(), await member()];
      const bytes = (one: string): number => Buffer.byteLength(text(one));
      const room = maxTextBytes - bytes('');
      const repeated = letters.repeat(Math.floor(room / (bytes(letters) - bytes(''))));
      const content = repeated + 'x'.repeat(maxTextBytes - bytes(repeated));
      expect(bytes(content)).toBe(maxTextBytes);
      await channel.publish(text(content));
      await until(() => expect(heard).toEqual([text(content)]));
    });

    it('carries what one publishes in its order', async () => {
      const [{ channel }, { heard }] = [await member(), await member()];
      const texts = Array.from({ length: 300 }, (_, index) => text(index));
      await Promise.all(texts.map((one) => channel.publish(one)));
      await until(() => expect(heard).toHaveLength(texts.length));
      expect(heard).toEqual(texts);
    });

    it('loses nothing when many publish at once', async () => {
      const members = [await member(), await member(), await member()];
      const textsOf = (index: number): string[] => Array.from({ length: 500 }, (_, n) => text(`${index} ${n}`));
      await Promise.all(members.flatMap(({ channel }, index) => textsOf(index).map((one) => channel.publish(one))));
      for (const [index, { heard }] of members.entries()) {
        const own = new Set(textsOf(index));
        const others = [0, 1, 2].filter((other) => other !== index).flatMap(textsOf);
        const fromOthers = (): Set<string> => new Set(heard.filter((one) => !own.has(one)));
        await until(() => expect(fromOthers().size).toBe(others.length));
        expect(fromOthers()).toEqual(new Set(others));
      }
    });

    it('refuses to publish before it is opened', async () => {
      const channel = meeting.createChannel();
      expect(channel.isConnected).toBe(false);
      await expect(channel.publish(text('early'))).rejects.toThrow(Error);
    });

    it('refuses to publish after it is closed', async () => {
      const { channel } = await member();
      const closing = channel.close();
      expect(channel.isConnected).toBe(false);
      await expect(channel.publish(text('late'))).rejects.toThrow(Error);
      await closing;
      await expect(channel.publish(text('later'))).rejects.toThrow(Error);
      expect(channel.isConnected).toBe(false);
    });

    it('can be closed twice, at once, and without having been opened', async () => {
      const { channel } = await member();
      await Promise.all([channel.close(), channel.close()]);
      await channel.close();
      expect(channel.isConnected).toBe(false);
      await meeting.createChannel().close();
    });

    it('can be closed while it connects', async () => {
      const before = opened();
      const channel = meeting.createChannel();
      listen(channel);
      expect(await leftByClosing(channel, before)).toEqual(nothing);
      await sleep(silence);
      expect(channel.isConnected).toBe(false);
    });

    it('hears nothing after it is closed', async () => {
      const [{ channel, heard }, other] = [await member(), await member()];
      const publishing = Array.from({ length: 200 }, (_, index) => other.channel.publish(text(index)));
      await publishing[0];
      await channel.close();
      const then = heard.length;
      await Promise.all(publishing);
      await sleep(silence);
      expect(heard).toHaveLength(then);
    });

    it('leaves nothing open when it is closed', async () => {
      const other = await member();
      const before = opened();
      const { channel } = await member();
      await arrives(channel, other.heard, 'all is well');
      expect(await leftByClosing(channel, before)).toEqual(nothing);
    });

    it.runIf(isIsolated)('hears nothing of those who meet elsewhere', async () => {
      const elsewhere = await createHub();
      closings.push(() => elsewhere.close());
      const [here, neighbour, there] = [await member(), await member(), await member(elsewhere.createChannel())];
      await there.channel.publish(text('there'));
      await arrives(here.channel, neighbour.heard, 'here');
      await sleep(silence);
      expect(neighbour.heard).toEqual([text('here')]);
      expect(there.heard).not.toContain(text('here'));
    });

    describe.runIf(canDisconnect)('whose connection breaks', () => {
      it('says so, refuses to publish, and comes back by itself', async () => {
        const [{ channel, heard, wire }, other] = [await memberOverWire(), await member()];
        for (const time of ['first', 'second', 'third']) {
          wire.cut();
          await until(() => expect(channel.isConnected).toBe(false));
          await expect(channel.publish(text('nowhere'))).rejects.toThrow(Error);
          await sleep(silence);
          expect(channel.isConnected).toBe(false);
          wire.restore();
          await until(() => expect(channel.isConnected).toBe(true));
          await arrives(channel, other.heard, `${time} out`);
          await arrives(other.channel, heard, `${time} in`);
        }
        expect(other.heard).not.toContain(text('nowhere'));
      });

      it('comes back from a server that was not there at first', async () => {
        const [{ channel, wire }, other] = [await joinOverWire(), await member()];
        wire.cut();
        const heard = listen(channel);
        await sleep(silence);
        expect(channel.isConnected).toBe(false);
        await expect(channel.publish(text('nowhere'))).rejects.toThrow(Error);
        wire.restore();
        await until(() => expect(channel.isConnected).toBe(true));
        await arrives(other.channel, heard, 'in');
      });

      it('notices within seconds that the network swallows everything, and nothing where it does not', async () => {
        const [speaking, listening, well] = [await memberOverWire(), await memberOverWire(), await memberOverWire()];
        const began = performance.now();
        speaking.wire.blackhole();
        listening.wire.blackhole();
        const lost = speaking.channel.publish(text('lost')).catch(() => 'refused');
        const lastConnected = { speaking: 0, listening: 0 };
        for (let time = 0; time < 6_000; time = performance.now() - began) {
          if (speaking.channel.isConnected) lastConnected.speaking = time;
          if (listening.channel.isConnected) lastConnected.listening = time;
          expect(well.channel.isConnected).toBe(true);
          // Writing must not count as a sign of life.
          speaking.channel.publish(text('lost as well')).catch(() => {});
          if (time > Math.max(3_500, lastConnected.speaking, lastConnected.listening)) break;
          await sleep(50);
        }
        expect(lastConnected.speaking).toBeLessThan(5_000);
        expect(lastConnected.listening).toBeLessThan(5_000);
        await expect(lost).resolves.toBe('refused');
        for (const { channel, wire, heard } of [speaking, listening]) {
          wire.restore();
          await until(() => expect(channel.isConnected).toBe(true));
          await arrives(well.channel, heard, 'in');
        }
      });

      it.each(['cut', 'blackhole'] as const)(
        'can be closed at once and leaves nothing open after a %s',
        async (what) => {
          const { channel, wire } = await joinOverWire();
          const before = opened();
          await member(channel);
          wire[what]();
          if (what === 'cut') await until(() => expect(channel.isConnected).toBe(false));
          expect(await leftByClosing(channel, before)).toEqual(nothing);
        },
      );

      it.each(['cut', 'blackhole'] as const)('can be closed at once while it connects in vain: a %s', async (what) => {
        const { channel, wire } = await joinOverWire();
        const before = opened();
        wire[what]();
        listen(channel);
        await sleep(silence);
        expect(await leftByClosing(channel, before)).toEqual(nothing);
      });
    });
  });
}

function until(expectation: () => void): Promise<void> {
  return waitFor(expectation, { timeout: patience, interval: 5 });
}

/** The resources that keep the process alive. */
interface Opened {
  readonly timers: number;
  readonly sockets: number;
}

function opened(): Opened {
  const all = process.getActiveResourcesInfo();
  const count = (kind: string): number => all.filter((one) => one.includes(kind)).length;
  return { timers: count('Timeout'), sockets: count('TCP') };
}

/** What a closed channel must leave. */
const nothing = { timers: 0, tookLong: false, isConnected: false };
