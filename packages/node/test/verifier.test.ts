import { hash } from 'node:crypto';
import { VirtualTime } from '@latchkey/sessions/testing/virtual-time';
import { describe, expect, it } from 'vitest';
import type { FromVerifier } from '../src/memory/messages.ts';
import { Verifier } from '../src/memory/verifier.ts';
import type { Session } from '../src/session.ts';

const token = `latchkey_${'a'.repeat(72)}`;
const tokenHash = hash('sha256', token, 'hex');
const credentials = { token: null, cookie: `latchkey-device=d; __Host-latchkey=${token}` };
const ip = '203.0.113.9';
const minute = 60_000;

/** A verifier at a virtual time, and the instance that a test plays. */
function setUp({ timeout = 1_000 } = {}) {
  const timing = new VirtualTime();
  /** How far the wall clock is ahead of the virtual time. */
  const wall = { offset: 0 };
  const clocks = {
    monotonic: () => timing.monotonic(),
    wall: () => timing.wall() + wall.offset,
    after: (milliseconds: number, run: () => void) => timing.after(milliseconds, run),
  };
  const verifier = new Verifier({ timing: clocks, capacity: 10, timeout, address: 'http://latchkey.test' });

  /** Connects the verifier. What it sends is collected, and `answers` says what the instance answers. */
  function connect(lifetime = { absolute: 60 * minute, idle: 10 * minute }) {
    const sent: FromVerifier[] = [];
    const state = { isClosed: false, live: new Set([tokenHash]), isBound: false };
    const line = {
      send: (text: string) => void sent.push(JSON.parse(text)),
      close: () => {
        state.isClosed = true;
        conversation.end();
      },
      keepAlive() {},
    };
    const conversation = verifier.connect(line);
    const tell = (message: object) => conversation.receive(JSON.stringify(message));
    tell({ type: 'welcome', cookie: '__Host-latchkey' });
    const last = <Type extends FromVerifier['type']>(type: Type) =>
      sent.findLast((message): message is Extract<FromVerifier, { type: Type }> => message.type === type);
    const session = () => ({
      active: true,
      sub: 'ada',
      sid: '153',
      amr: ['pwd'],
      auth_time: 1_700_000_000,
      iat: 1_700_000_001,
      exp: 1_700_000_002,
      bound: state.isBound,
    });
    return {
      sent,
      state,
      tell,
      last,
      end: () => conversation.end(),
      /** Answers the latest request for a lease. */
      lease: (duration = 1_200, forgets = 0) =>
        tell({ type: 'lease', request: last('renew')?.request ?? 0, forgets, duration }),
      /** Answers the latest question. */
      answer: () =>
        tell({
          type: 'session',
          request: last('ask')?.request ?? 0,
          session: session(),
          hash: tokenHash,
          user: 7,
          lifetime,
        }),
      answerCheck: () => {
        const check = last('check');
        const users = check?.hashes.map((one) => (state.live.has(one) ? 7 : null));
        tell({ type: 'checked', request: check?.request ?? 0, users });
      },
    };
  }
  type Instance = ReturnType<typeof connect>;

  /** Asks for the session, and keeps it. */
  async function learn(instance: Instance): Promise<Session> {
    const asked = verifier.ask(credentials, ip);
    instance.answer();
    const session = await asked;
    if (session === null || session === 'not connected') throw new Error('The session should be live');
    return session;
  }
  const recall = () => verifier.recall(token, ip);
  return { timing, wall, verifier, connect, learn, recall };
}

/** Runs what is due at once. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a lease', () => {
  it('counts from its request, not from its answer, by the monotonic clock', async () => {
    const { timing, connect, learn, recall } = setUp();
    const instance = connect();
    await timing.advanceTo(300);
    instance.lease(1_000);
    await learn(instance);
    expect(recall()).toMatchObject({ id: 153, subject: 'ada', isBound: false });
    await timing.advanceTo(999);
    expect(recall()).not.toBeNull();
    await timing.advanceTo(1_000);
    expect(recall()).toBeNull();
  });

  it('ends by the wall clock where the machine has slept, and leaves nothing in memory', async () => {
    const { wall, connect, learn, recall, timing } = setUp();
    const instance = connect();
    instance.lease();
    await learn(instance);
    wall.offset += 1_201;
    expect(recall()).toBeNull();
    await timing.advanceTo(400);
    instance.lease();
    expect(recall()).toBeNull();
  });

  it('ends by the monotonic clock where the wall clock was set back', async () => {
    const { wall, connect, learn, recall, timing } = setUp();
    const instance = connect();
    instance.lease();
    await learn(instance);
    wall.offset -= 60_000;
    await timing.advanceTo(1_199);
    expect(recall()).not.toBeNull();
    await timing.advanceTo(1_200);
    expect(recall()).toBeNull();
  });

  it('is asked for every 0.4 seconds, and an old answer does not shorten a later one', async () => {
    const { timing, connect, learn, recall } = setUp();
    const instance = connect();
    const first = instance.last('renew')?.request;
    await timing.advanceTo(800);
    expect(instance.sent.filter(({ type }) => type === 'renew')).toHaveLength(3);
    instance.lease(1_000);
    await learn(instance);
    instance.tell({ type: 'lease', request: first, forgets: 0, duration: 900 });
    await timing.advanceTo(1_799);
    expect(recall()).not.toBeNull();
  });

  it.each([
    ['of no duration', { duration: 0 }],
    ['that nothing was asked for', { request: 99 }],
    ['after a change that has not arrived', { forgets: 1 }],
  ])('%s does not count', async (_name, other) => {
    const { connect, verifier } = setUp();
    const instance = connect();
    const request = instance.last('renew')?.request;
    instance.tell({ type: 'lease', request, forgets: 0, duration: 1_000, ...other });
    expect(verifier.isTrusted).toBe(false);
  });

  it('counts after changes in any order, and not before the last one', () => {
    const { connect, verifier } = setUp();
    const instance = connect();
    instance.tell({ type: 'forget', number: 2, users: [7] });
    instance.lease(1_000, 2);
    expect(verifier.isTrusted).toBe(false);
    instance.tell({ type: 'forget', number: 1, users: [7] });
    instance.tell({ type: 'forget', number: 1, users: [7] });
    expect(verifier.isTrusted).toBe(false);
    expect(instance.sent.filter(({ type }) => type === 'done')).toHaveLength(3);
  });

  it('is given up when the instance stops, and the verifier connects elsewhere', async () => {
    const { connect, learn, recall } = setUp();
    const instance = connect();
    instance.lease();
    await learn(instance);
    instance.tell({ type: 'release', number: 1 });
    expect([recall(), instance.last('done'), instance.state.isClosed]).toEqual([
      null,
      { type: 'done', number: 1 },
      true,
    ]);
  });

  it('is over for an instance that answers nothing', async () => {
    const { timing, connect } = setUp();
    const instance = connect();
    await timing.advanceTo(1_999);
    expect(instance.state.isClosed).toBe(false);
    await timing.advanceTo(2_000);
    expect(instance.state.isClosed).toBe(true);
  });

  it('is missing where the instance gives none, and nothing is asked there meanwhile', async () => {
    const { timing, connect, learn, verifier } = setUp();
    const instance = connect();
    expect(await verifier.ask(credentials, ip)).toBe('not connected');
    instance.lease(1_200);
    await learn(instance);
    await timing.advanceTo(1_200);
    expect(await verifier.ask(credentials, ip)).toBe('not connected');
    expect(instance.sent.filter(({ type }) => type === 'ask')).toHaveLength(1);
  });

  it('ends within two seconds where the instance hangs, and questions under way are asked elsewhere', async () => {
    const { timing, connect, verifier } = setUp({ timeout: 5_000 });
    const instance = connect();
    await timing.advanceTo(400);
    instance.lease(1_200);
    await timing.advanceTo(401);
    const asked = verifier.ask(credentials, ip).then((answer) => [answer, timing.monotonic()]);
    await timing.advanceTo(2_401);
    expect(await asked).toEqual(['not connected', 2_400]);
  });

  it('is renewed after a pause of this process, without another connection', async () => {
    const { timing, wall, connect, verifier } = setUp();
    const instance = connect();
    instance.lease();
    wall.offset += 10_000;
    await timing.advanceTo(400);
    instance.lease();
    expect([verifier.isTrusted, instance.state.isClosed]).toEqual([true, false]);
  });
});

describe('the memory', () => {
  it('forgets the users of a change, and says so at once', async () => {
    const { connect, learn, recall } = setUp();
    const instance = connect();
    instance.lease();
    await learn(instance);
    instance.tell({ type: 'forget', number: 1, users: [8] });
    expect(recall()).not.toBeNull();
    instance.tell({ type: 'forget', number: 2, users: [7] });
    expect([recall(), instance.last('done')]).toEqual([null, { type: 'done', number: 2 }]);
  });

  it('keeps no answer to a question that a change has overtaken', async () => {
    const { connect, verifier, recall } = setUp();
    const instance = connect();
    instance.lease();
    const asked = verifier.ask(credentials, null);
    instance.tell({ type: 'forget', number: 1, users: [7] });
    instance.answer();
    expect(await asked).toMatchObject({ id: 153 });
    expect(recall()).toBeNull();
  });

  it('is empty after the connection has ended, also for answers under way', async () => {
    const { connect, learn, verifier, recall } = setUp();
    const first = connect();
    first.lease();
    await learn(first);
    const asked = verifier.ask(credentials, null);
    first.end();
    expect(await asked).toBe('not connected');
    expect([recall(), await verifier.ask(credentials, null)]).toEqual([null, 'not connected']);
    const second = connect();
    second.lease();
    expect(recall()).toBeNull();
  });

  it('is not used under the lease of an earlier connection', async () => {
    const { connect, verifier, recall } = setUp();
    const first = connect();
    first.lease();
    first.end();
    const second = connect();
    const asked = verifier.ask(credentials, ip);
    expect([recall(), await asked, second.last('ask')]).toEqual([null, 'not connected', undefined]);
    second.lease();
    expect(recall()).toBeNull();
  });

  it('does not keep sessions that are bound to their device', async () => {
    const { connect, learn, recall } = setUp();
    const instance = connect();
    instance.lease();
    instance.state.isBound = true;
    expect(await learn(instance)).toMatchObject({ isBound: true });
    expect(recall()).toBeNull();
  });

  it('keeps sessions no longer than they live, and longer while they are used', async () => {
    const { timing, connect, learn, recall } = setUp();
    const instance = connect({ absolute: 3_000, idle: 1_000 });
    const at = async (time: number) => {
      await timing.advanceTo(time);
      instance.lease(1_500);
      return recall();
    };
    instance.lease(1_500);
    await learn(instance);
    expect(await at(900)).not.toBeNull();
    expect(await at(1_800)).not.toBeNull();
    expect(await at(2_700)).not.toBeNull();
    expect(await at(3_000)).toBeNull();
    await learn(instance);
    expect(await at(3_999)).not.toBeNull();
    await learn(instance);
    expect(await at(4_999)).toBeNull();
  });

  it('throws what the instance cannot answer, and gives up in time', async () => {
    const { timing, connect, verifier } = setUp();
    const instance = connect();
    instance.lease();
    const refused = verifier.ask(credentials, null);
    const request = instance.last('ask')?.request;
    instance.tell({ type: 'refused', request, code: 'service_unavailable', message: 'Away' });
    await expect(refused).rejects.toMatchObject({ code: 'service_unavailable', status: 503 });
    const late = verifier.ask(credentials, null);
    const caught = late.catch((error: unknown) => error);
    await timing.advanceTo(1_000);
    expect(await caught).toMatchObject({
      code: 'timed_out',
      message: 'Latchkey at http://latchkey.test did not answer within 1000 ms.',
    });
  });

  it('ends the connection at a message that it cannot read', () => {
    const { connect } = setUp();
    const instance = connect();
    instance.tell({ type: 'resume' });
    expect(instance.state.isClosed).toBe(true);
  });

  it('finds the session by its token, and names the cookie that has it', async () => {
    const { connect, learn, verifier, recall } = setUp();
    expect(verifier.cookieName).toBeNull();
    const instance = connect();
    instance.lease();
    await learn(instance);
    expect([verifier.cookieName, recall() === null, verifier.recall(`${token}x`, ip)]).toEqual([
      '__Host-latchkey',
      false,
      null,
    ]);
    instance.end();
    expect(verifier.cookieName).toBeNull();
  });
});

describe('uses', () => {
  it('are reported once in ten seconds for each session, with their age and address', async () => {
    const { timing, connect, learn, recall } = setUp();
    const instance = connect();
    instance.lease();
    await learn(instance);
    const reports = () => instance.sent.filter((message) => message.type === 'uses');
    for (let time = 400; time <= 25_000; time += 400) {
      await timing.advanceTo(time - 100);
      recall();
      await timing.advanceTo(time);
      instance.lease();
    }
    expect(reports()).toHaveLength(2);
    expect(reports()[0]).toEqual({ type: 'uses', uses: [{ hash: tokenHash, ago: 100, ip }] });
  });

  it('that wait are reported when the process ends', async () => {
    const { timing, connect, learn, recall, verifier } = setUp();
    const instance = connect();
    instance.lease();
    await learn(instance);
    for (let time = 400; time <= 10_000; time += 400) {
      await timing.advanceTo(time);
      instance.lease();
    }
    await timing.advanceTo(10_050);
    expect(recall()).not.toBeNull();
    verifier.close();
    expect(instance.last('uses')).toMatchObject({ uses: [{ hash: tokenHash }] });
  });
});

describe('what is registered for the end of a session', () => {
  async function registered() {
    const world = setUp();
    const instance = world.connect();
    instance.lease();
    const session = await world.learn(instance);
    const closed: number[] = [];
    const takeBack = world.verifier.onSessionEnd(session, () => closed.push(world.timing.now));
    instance.answerCheck();
    await settle();
    return { ...world, instance, session, closed, takeBack };
  }

  it('is closed before the change is done, and once', async () => {
    const { instance, closed } = await registered();
    instance.tell({ type: 'forget', number: 1, users: [7] });
    instance.state.live.clear();
    expect([instance.last('done'), closed]).toEqual([undefined, []]);
    instance.answerCheck();
    await settle();
    expect([instance.last('done'), closed]).toEqual([{ type: 'done', number: 1 }, [0]]);
    instance.tell({ type: 'forget', number: 2, users: [7] });
    expect(closed).toHaveLength(1);
  });

  it('stays open where the session is live, and where another user has changed', async () => {
    const { instance, closed } = await registered();
    instance.tell({ type: 'forget', number: 1, users: [8] });
    expect(instance.last('done')).toEqual({ type: 'done', number: 1 });
    instance.tell({ type: 'forget', number: 2, users: 'all' });
    instance.answerCheck();
    await settle();
    expect([instance.last('done'), closed]).toEqual([{ type: 'done', number: 2 }, []]);
  });

  it('is closed where the session had ended before it was registered', async () => {
    const { instance, session, verifier, closed } = await registered();
    instance.state.live.clear();
    verifier.onSessionEnd(session, () => closed.push(-1));
    instance.answerCheck();
    await settle();
    expect(closed).toEqual([-1]);
  });

  it('is checked in one message with all that are registered while another check is under way', async () => {
    const { instance, session, verifier, closed } = await registered();
    const checks = () => instance.sent.filter(({ type }) => type === 'check').length;
    const before = checks();
    for (let socket = 0; socket < 2_000; socket += 1) verifier.onSessionEnd(session, () => closed.push(-1));
    expect(checks()).toBe(before + 1);
    instance.answerCheck();
    await settle();
    instance.state.live.clear();
    for (let part = 2; part <= 5; part += 1) {
      expect(checks()).toBe(before + part);
      instance.answerCheck();
      await settle();
    }
    expect([closed.length, instance.state.isClosed]).toEqual([1_999, false]);
  });

  it('is checked while too many requests of users are under way, which are asked over HTTP', async () => {
    const { instance, session, verifier } = await registered();
    const asked = Array.from({ length: 501 }, () => verifier.ask(credentials, ip));
    expect(await asked.at(-1)).toBe('not connected');
    verifier.onSessionEnd(session, () => {});
    instance.answerCheck();
    await settle();
    expect(instance.state.isClosed).toBe(false);
    instance.end();
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['not connected']));
  });

  it('is closed at once without a lease, and for a session that was asked over HTTP', async () => {
    const { verifier, session, timing, closed } = await registered();
    verifier.onSessionEnd({ ...session }, () => closed.push(-1));
    await settle();
    expect(closed).toEqual([-1]);
    await timing.advanceTo(5_000);
    verifier.onSessionEnd(session, () => closed.push(-2));
    await settle();
    expect(closed).toEqual([-1, 1_150, -2]);
  });

  it('is closed before the lease is over, also where the instance does not say what is live', async () => {
    const { instance, closed, timing } = await registered();
    instance.tell({ type: 'forget', number: 1, users: [7] });
    await timing.advanceTo(400);
    instance.lease(1_200, 1);
    await timing.advanceTo(2_000);
    expect([closed, instance.state.isClosed]).toEqual([[1_150], true]);
  });

  it('is closed before the lease is over by the clock by which it ends first', async () => {
    const { wall, closed, timing } = await registered();
    wall.offset += 1_000;
    await timing.advanceTo(1_000);
    expect(closed).toEqual([150]);
  });

  it('stays open while the next connection gives a lease in time', async () => {
    const { instance, connect, closed, timing } = await registered();
    instance.end();
    await timing.advanceTo(1_000);
    const next = connect();
    expect(next.last('renew')).toBeUndefined();
    next.answerCheck();
    await settle();
    next.lease();
    await timing.advanceTo(2_149);
    expect(closed).toEqual([]);
    await timing.advanceTo(2_150);
    expect(closed).toEqual([2_150]);
  });

  it('stays open when the instance stops, so the lease is not given up', async () => {
    const { instance, closed, timing } = await registered();
    instance.tell({ type: 'release', number: 1 });
    expect([instance.last('done'), instance.state.isClosed, closed]).toEqual([undefined, true, []]);
    await timing.advanceTo(1_150);
    expect(closed).toEqual([1_150]);
  });

  it('can be taken back, and an error of one keeps no other open', async () => {
    const { instance, verifier, session, closed, takeBack } = await registered();
    takeBack();
    const errors: unknown[] = [];
    const onError = (error: unknown) => errors.push(error);
    process.prependOnceListener('uncaughtException', onError);
    const others = process.listeners('uncaughtException').filter((listener) => listener !== onError);
    for (const listener of others) process.off('uncaughtException', listener);
    try {
      verifier.onSessionEnd(session, () => {
        throw new Error('Not closed');
      });
      verifier.onSessionEnd(session, () => closed.push(-1));
      verifier.close();
      await settle();
    } finally {
      for (const listener of others) process.on('uncaughtException', listener);
      process.off('uncaughtException', onError);
    }
    expect([closed, errors]).toEqual([[-1], [new Error('Not closed')]]);
    expect(instance.state.isClosed).toBe(false);
  });
});
