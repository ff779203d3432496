import type { SessionCursor, SessionOrder } from '@latchkey/sessions/sessions/session-store';
import type { User } from '@latchkey/sessions/accounts/user';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { runs } from '../testing/race.ts';
import { ending, impossibleIds, later, cutoff, second } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

describe.each(usualKind)('pages of sessions on %s', (kind, makePlace) => {
  const world = new World(makePlace);

  /** Everything, page by page, with something that happens between two pages. */
  async function walk(user: User, order: SessionOrder, limit: number, between: (page: number) => Promise<unknown>) {
    const pages: number[][] = [];
    let after: SessionCursor | null = null;
    do {
      const page = await world.database.sessions.pageLive(user.id, { order, after, limit }, cutoff(later(second)));
      pages.push(page.sessions.map(({ id }) => id));
      after = page.next;
      if (after) await between(pages.length);
    } while (after);
    return pages;
  }

  const nothing = async () => {};

  test('say what the list says, either way, and where they go on', async () => {
    const [user, stranger] = [await world.someone(), await world.someone()];
    const ids: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      ids.push((await world.begin(user)).id);
      await world.begin(stranger);
    }
    const [first = 0, second_ = 0, third = 0, fourth = 0, fifth = 0] = ids;
    await world.use(second_, later(20));
    await world.use(fourth, later(10));
    await world.begin(user, { absoluteExpiresAt: later(500) });
    await world.database.sessions.end((await world.begin(user)).id, ending(user));
    expect(await walk(user, 'oldest_use_first', 2, nothing)).toEqual([[first, third], [fifth, fourth], [second_]]);
    expect(await walk(user, 'latest_use_first', 2, nothing)).toEqual([[second_, fourth], [fifth, third], [first]]);
    expect(await walk(user, 'latest_use_first', 5, nothing)).toEqual([[second_, fourth, fifth, third, first]]);
    const [whole, listed] = await Promise.all([
      world.database.sessions.pageLive(
        user.id,
        { order: 'oldest_use_first', after: null, limit: 9 },
        cutoff(later(second)),
      ),
      world.database.sessions.listLive(user.id, cutoff(later(second))),
    ]);
    expect(whole).toEqual({ sessions: listed, next: null });
  });

  test('leave out what has been unused for longer than its owner allows, either way', async () => {
    const user = await world.someone();
    const unused = await world.begin(user);
    const used = await world.begin(user);
    await world.database.sessions.setIdleLimit({
      userId: user.id,
      limit: 600,
      cutoff: cutoff(later(1)),
      actorId: used.id,
    });
    await world.use(used.id, later(500));
    for (const order of ['oldest_use_first', 'latest_use_first'] as const) {
      const page = (at: number) =>
        world.database.sessions.pageLive(user.id, { order, after: null, limit: 9 }, cutoff(later(at)));
      expect((await page(599)).sessions.map(({ id }) => id).toSorted()).toEqual([unused.id, used.id]);
      expect((await page(600)).sessions.map(({ id }) => id)).toEqual([used.id]);
    }
  });

  test('are empty for a user without sessions, and for a missing or impossible user id', async () => {
    const user = await world.someone();
    const page = { order: 'oldest_use_first', after: null, limit: 2 } as const;
    for (const id of [user.id, 999_999_999, ...impossibleIds])
      expect(await world.database.sessions.pageLive(id, page, cutoff(later(second)))).toEqual({
        sessions: [],
        next: null,
      });
  });

  test('from the oldest use on, miss no session that is live all the while, however uses move and sessions come and go', async () => {
    const use = fc.record({
      page: fc.integer({ min: 1, max: 6 }),
      which: fc.nat(11),
      at: fc.integer({ min: 1, max: 900 }),
    });
    const property = fc.asyncProperty(
      fc.array(use, { maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      async (uses, limit) => {
        const user = await world.someone();
        const ids: number[] = [];
        for (let count = 0; count < 12; count += 1) ids.push((await world.begin(user)).id);
        const [gone = 0, ...staying] = ids;
        const pages = await walk(user, 'oldest_use_first', limit, async (page) => {
          if (page === 1) await world.database.sessions.end(gone, ending(user));
          if (page === 2) await world.begin(user);
          for (const { which, at } of uses.filter((one) => one.page === page))
            await world.use(ids[which] ?? 0, later(at));
        });
        expect(pages.flat()).toEqual(expect.arrayContaining(staying));
      },
    );
    await fc.assert(property, runs(40, kind));
  });
});
