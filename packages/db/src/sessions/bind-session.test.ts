import { describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { ending, impossibleIds, later, cutoff, newToken, second } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

const at = cutoff(later(second));
const secret = 'a secret';

describe.each(usualKind)('a binding on %s', (_kind, makePlace) => {
  const world = new World(makePlace);

  /** A user whose session can be bound. */
  async function ofBrowser() {
    const user = await world.someone();
    const tokenHash = newToken();
    const { id } = await world.begin(user, { tokenHash, bindingSecret: secret });
    return { user, tokenHash, id, to: (key: string) => ({ userId: user.id, sessionId: id, key, cutoff: at }) };
  }

  test('has a key that no other key replaces, and shows in the list', async () => {
    const { sessions } = world.database;
    const { user, tokenHash, to } = await ofBrowser();
    expect(await world.find(tokenHash)).toMatchObject({ binding: { secret, key: null } });
    expect(await sessions.listLive(user.id, at)).toMatchObject([{ isBound: false }]);
    expect(await sessions.bind(to('one'))).toBe(true);
    expect(await sessions.bind(to('other'))).toBe(false);
    expect(await world.find(tokenHash)).toMatchObject({ binding: { secret, key: 'one' } });
    expect(await sessions.listLive(user.id, at)).toMatchObject([{ isBound: true }]);
  });

  test('has one key, where two are offered at once', async () => {
    const { to, tokenHash } = await ofBrowser();
    const keys = ['a', 'b', 'c', 'd'];
    const bound = await Promise.all(keys.map((key) => world.database.sessions.bind(to(key))));
    expect(bound.filter(Boolean)).toHaveLength(1);
    expect(await world.find(tokenHash)).toMatchObject({ binding: { key: keys[bound.indexOf(true)] } });
  });

  test('is not made for a session that cannot have one, of another user, or that has ended', async () => {
    const { sessions } = world.database;
    const { user, id, to, tokenHash } = await ofBrowser();
    const stranger = await world.someone();
    const program = await world.begin(user);
    expect(await sessions.bind({ ...to('key'), sessionId: program.id })).toBe(false);
    expect(await sessions.bind({ ...to('key'), userId: stranger.id })).toBe(false);
    for (const impossible of impossibleIds) {
      expect(await sessions.bind({ ...to('key'), sessionId: impossible })).toBe(false);
    }
    await sessions.end(id, ending(user));
    expect(await sessions.bind(to('key'))).toBe(false);
    expect(await world.find(tokenHash)).toMatchObject({ binding: { key: null } });
  });

  test('leaves an event that instances find and no history shows', async () => {
    const { sessions, events } = world.database;
    const { user, to } = await ofBrowser();
    await sessions.bind(to('key'));
    const shown = await events.list(user.id, { before: null, limit: 10 });
    expect(shown.map(({ kind }) => kind)).toEqual(['signed_in']);
  });

  test('outlives a new token, and becomes possible with one', async () => {
    const { sessions } = world.database;
    const { user, id, to } = await ofBrowser();
    await sessions.bind(to('key'));
    const renewal = world.renewalOf(user, id, { bindingSecret: 'another' });
    expect(await sessions.rotateToken(renewal)).toBe(true);
    expect(await world.find(renewal.tokenHash)).toMatchObject({ binding: { secret, key: 'key' } });

    const old = await world.begin(user);
    const first = world.renewalOf(user, old.id, { bindingSecret: 'another' });
    expect(await sessions.rotateToken(first)).toBe(true);
    expect(await world.find(first.tokenHash)).toMatchObject({ binding: { secret: 'another', key: null } });
  });

  test('takes each challenge once, and none that was made before the last one', async () => {
    const { sessions } = world.database;
    const { user, id: sessionId, to } = await ofBrowser();
    const use = async (ms: number, by = user) => {
      const verdict = await sessions.useChallenge({ userId: by.id, sessionId, at: later(ms), cutoff: at });
      return [verdict.isFirst, verdict.latest];
    };
    expect(await use(10)).toEqual([false, null]);
    await sessions.bind(to('key'));
    expect(await use(10, await world.someone())).toEqual([false, null]);
    expect(await use(10)).toEqual([true, null]);
    for (const ms of [10, 9]) expect(await use(ms)).toEqual([false, later(10)]);
    expect(await use(11, await world.someone())).toEqual([false, null]);
    // Another session has challenges of its own.
    const { id } = await world.begin(user, { bindingSecret: secret });
    await sessions.bind({ ...to('other'), sessionId: id });
    const useOfOther = (ms: number) =>
      sessions.useChallenge({ userId: user.id, sessionId: id, at: later(ms), cutoff: at });
    expect(await useOfOther(5)).toEqual({ isFirst: true, latest: null });
    expect(await useOfOther(15)).toEqual({ isFirst: true, latest: later(5) });
    expect(await use(11)).toEqual([true, later(10)]);
    const atOnce = await Promise.all([use(20), use(20), use(20)]);
    expect(atOnce.filter(([isFirst]) => isFirst)).toHaveLength(1);
    await sessions.end(sessionId, ending(user));
    expect(await use(30)).toEqual([false, later(20)]);
  });
});
