import { Locations } from '@latchkey/sessions/geo/location';
import { Authenticator } from '@latchkey/sessions/tokens/authenticator';
import { systemTiming } from '@latchkey/sessions/instances/timing';
import { LastUsedBuffer } from '@latchkey/sessions/sessions/last-used-buffer';
import { SessionCache } from '@latchkey/sessions/sessions/session-cache';
import { defaultSessionLimits as limits } from '@latchkey/sessions/sessions/session-limits';
import { LiveSessions } from '@latchkey/sessions/sessions/live-sessions';
import { SessionMemory } from '@latchkey/sessions/session-memory';
import type { SessionStore } from '@latchkey/sessions/sessions/session-store';
import {
  SessionSubscriptions,
  defaultStreamLimits,
} from '@latchkey/sessions/session-subscriptions/session-subscriptions';
import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { hasServer, temporaryServerDatabase, usualKind } from '../testing/place.ts';
import { later, newToken, second, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

/** One instance's memory on a real store, at a time that the test lets pass. */
class Instance {
  readonly uses = new LastUsedBuffer(limits.lastUsedStep);
  readonly memory: SessionMemory;
  statements = 0;
  /** Milliseconds since the start. */
  now = 0;
  worstLag = 0;

  constructor(sessions: SessionStore) {
    const cache = new SessionCache(2);
    const clock = () => later(this.now);
    const isTrusted = () => false;
    const locations = new Locations({ countryOf: () => null });
    const common = { store: sessions, cache, lastUsed: this.uses, limits, clock };
    const authenticator = new Authenticator({ ...common, locations, isTrusted, requiresBinding: false });

    const live = new LiveSessions({
      ...common,
      locations,
      timing: systemTiming,
      isTrusted,
      isAlone: () => false,
      capacity: 0,
    });
    const store: Pick<SessionStore, 'recordUses'> = {
      recordUses: (uses, options) => {
        this.statements += 1;
        return sessions.recordUses(uses, options);
      },
    };
    const subscriptions = new SessionSubscriptions({
      recheck: (principals) => authenticator.recheck(principals),
      list: () => Promise.resolve([]),
      explain: () => Promise.resolve(null),
      limits: defaultStreamLimits,
      clock,
      timing: systemTiming,
      isTrusted,
    });
    this.memory = new SessionMemory({ ...common, live, store, subscriptions });
  }

  /** Flushes each second up to a moment, and keeps in mind the greatest lag that was seen. */
  async flushUntil(moment: number): Promise<void> {
    while (this.now < moment) {
      this.now += second;
      this.worstLag = Math.max(this.worstLag, this.memory.flushLag);
      await this.memory.flush();
    }
  }

  use(sessions: readonly { readonly id: number; readonly userId: number; readonly lastUsedAt: Date }[]): void {
    for (const session of sessions)
      this.uses.touch(this.uses.entryFor({ ...session, activeDays: 1, lastCountry: null }), later(this.now).getTime());
  }
}

describe.each(usualKind)('the last use of a session on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  beforeEach(() => world.clear());

  async function begun() {
    const tokenHash = newToken();
    const session = await world.begin(await world.someone(), { tokenHash });
    return { session, lastUsedAt: async () => (await world.find(tokenHash))?.lastUsedAt };
  }

  test('is written a step after the one before, once, also where the session was used within that step and then left', async () => {
    const { session, lastUsedAt } = await begun();
    const instance = new Instance(world.database.sessions);
    instance.now = 30 * second;
    instance.use([session]);
    await instance.flushUntil(59 * second);
    expect(instance.statements).toBe(0);
    await instance.flushUntil(62 * second);
    expect(await lastUsedAt()).toEqual(later(30 * second));
    await instance.flushUntil(180 * second);
    expect([instance.statements, instance.uses.size, instance.worstLag < 2 * second]).toEqual([1, 0, true]);
  });

  test('is written once a step by all instances together, and none of them asks in vain', async () => {
    const { session, lastUsedAt } = await begun();
    const [one, other] = [new Instance(world.database.sessions), new Instance(world.database.sessions)];
    for (const [instance, at] of [
      [one, 70],
      [other, 80],
    ] as const) {
      instance.now = at * second;
      // Neither has read the session since it began.
      instance.use([session]);
    }
    await one.flushUntil(72 * second);
    expect(await lastUsedAt()).toEqual(later(70 * second));
    await other.flushUntil(125 * second);
    expect(await lastUsedAt()).toEqual(later(70 * second));
    await other.flushUntil(200 * second);
    expect(await lastUsedAt()).toEqual(later(80 * second));
    expect([one.statements, other.statements, other.uses.size]).toEqual([1, 2, 0]);
    expect(other.worstLag).toBeLessThan(2 * second);
  });

  test('is written whatever the step when the process ends', async () => {
    const { session, lastUsedAt } = await begun();
    const instance = new Instance(world.database.sessions);
    instance.now = 5 * second;
    instance.use([session]);
    await instance.memory.flushAll();
    expect([await lastUsedAt(), instance.uses.size]).toEqual([later(5 * second), 0]);
  });
});

describe.runIf(hasServer)('the last uses of many sessions', () => {
  const world = new World(temporaryServerDatabase);

  /** Creates `count` sessions of one user, all last used at the start. */
  async function fill(count: number) {
    const user = await world.someone();
    const { deviceId } = await world.begin(user);
    const client = new pg.Client(world.url);
    await client.connect();
    const { rows } = await client.query<{ readonly id: string }>(
      `INSERT INTO sessions
        (user_id, device_id, token_hash, user_agent, remember_me, created_at, last_used_at, absolute_expires_at)
      SELECT $1, $2, sha256(gen_random_uuid()::text::bytea), '', true, $3, $3, $3::timestamptz + interval '30 days'
      FROM generate_series(1, $4) RETURNING id`,
      [user.id, deviceId, start, count],
    );
    const sessions = rows.map(({ id }) => ({ id: Number(id), userId: user.id, lastUsedAt: start }));
    const usedAt = async (moment: number) => {
      const text = 'SELECT count(*)::integer AS count FROM sessions WHERE user_id = $1 AND last_used_at = $2';
      return (await client.query<{ count: number }>(text, [user.id, later(moment)])).rows[0]?.count;
    };
    return { client, sessions, usedAt };
  }

  test('are written within two seconds, also where 15,000 were used twice within a step and then left', async () => {
    const { client, sessions, usedAt } = await fill(15_000);
    const instance = new Instance(world.database.sessions);
    instance.now = 61 * second;
    instance.use(sessions);
    await instance.flushUntil(63 * second);
    expect(await usedAt(61 * second)).toBe(15_000);
    instance.now = 90 * second;
    instance.use(sessions);
    await instance.flushUntil(124 * second);
    expect(await usedAt(90 * second)).toBe(15_000);
    const { statements } = instance;
    await instance.flushUntil(300 * second);
    expect([instance.statements - statements, instance.uses.size]).toEqual([0, 0]);
    expect(instance.worstLag).toBeLessThan(2 * second);
    await client.end();
  });

  test('do not wait for those whose rows another transaction holds, and these are written when it ends', async () => {
    const { client, sessions, usedAt } = await fill(13_000);
    const [locked, free, fresh] = [sessions.slice(0, 6_000), sessions.slice(6_000, 7_000), sessions.slice(7_000)];
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM sessions WHERE id = ANY ($1) FOR UPDATE', [locked.map(({ id }) => id)]);
    const instance = new Instance(world.database.sessions);
    instance.now = 61 * second;
    instance.use([...locked, ...free]);
    await instance.flushUntil(62 * second);
    expect(await usedAt(61 * second)).toBe(1_000);
    instance.use(fresh);
    await instance.flushUntil(63 * second);
    expect(await usedAt(62 * second)).toBe(6_000);
    // The rows that are held are late, and the lag says so.
    expect(instance.uses.size).toBe(6_000);
    expect(instance.memory.flushLag).toBeGreaterThan(second);
    await client.query('COMMIT');
    await instance.flushUntil(64 * second);
    expect([await usedAt(61 * second), instance.uses.size, instance.memory.flushLag]).toEqual([7_000, 0, 0]);
    await client.end();
  });
});
