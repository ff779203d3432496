import { describe, expect, test } from 'vitest';
import { HistoryService } from './history-service.ts';
import type { AccountsRule } from '../applications/host-application.ts';
import { Locations } from '../geo/location.ts';
import type { EventActor, EventPage, SessionEvent } from './session-event.ts';
import { type EndReason, endReasons, makesDeviceNew } from '../sessions/session.ts';
import { hashSessionToken } from '../tokens/session-token.ts';
import { later, sampleSession, sampleUser, start } from '../testing/sample-session.ts';
import { capUserAgent } from '../devices/user-agent.ts';

const actor: EventActor = { userAgent: capUserAgent('curl/8.5.0'), label: 'Mine', clientLabel: 'Job' };

const event = (id: number, other: Partial<SessionEvent> = {}): SessionEvent => ({
  id,
  kind: 'signed_in',
  at: later(start, id),
  sessionId: 7,
  sessionCreatedAt: start,
  deviceId: 8,
  label: 'Kitchen',
  clientLabel: 'Backup',
  endReason: null,
  actorSessionId: null,
  actor: null,
  userAgent: capUserAgent('curl/8.5.0'),
  ip: '9.9.9.9',
  methods: null,
  ...other,
});

/** A history with some events, and the questions that its store was asked. */
function history(events: readonly SessionEvent[] = [], accounts: AccountsRule = 'both') {
  const asked: unknown[] = [];
  const store = {
    append: () => Promise.resolve(),
    list: (userId: number, page: EventPage) => {
      asked.push([userId, page]);
      return Promise.resolve(events.slice(0, page.limit));
    },
    findActor: (ended: unknown) => {
      asked.push(ended);
      return Promise.resolve(actor);
    },
  };
  const locations = new Locations({ countryOf: () => 'DE' });
  return { asked, service: new HistoryService({ store, locations, accounts }) };
}

const principal = {
  user: sampleUser(3),
  session: sampleSession(),
  tokenHash: hashSessionToken('1'),
  ofBrowser: true,
  provedUntil: null,
};

describe('a page of the history', () => {
  test('says where the next one begins, as long as there is one', async () => {
    const { service, asked } = history([event(9), event(8), event(7)]);
    const page = { before: 10, limit: 2, kinds: ['signed_in'] as const };
    const { entries, next } = await service.list(principal, page);
    expect([entries.map(({ id }) => id), next]).toEqual([[9, 8], 8]);
    expect(asked).toEqual([[3, { ...page, limit: 3 }]]);
    expect((await service.list(principal, { before: null, limit: 3 })).next).toBeNull();
    expect(await service.list(principal, { before: null, limit: 0 })).toEqual({ entries: [], next: null });
    expect(await history().service.list(principal, { before: null, limit: 2 })).toEqual({ entries: [], next: null });
  });

  test('describes each device, the one that did it too, and names the country', async () => {
    const { service } = history([event(9, { kind: 'ended', actorSessionId: 5, actor }), event(8, { ip: null })]);
    const { entries } = await service.list(principal, { before: null, limit: 2 });
    expect(entries).toMatchObject([
      {
        id: 9,
        label: 'Kitchen',
        clientLabel: 'Backup',
        actor: { label: 'Mine', clientLabel: 'Job' },
        location: { kind: 'country', country: 'DE' },
      },
      { id: 8, actor: null, location: { kind: 'unknown' } },
    ]);
    expect(entries[0]?.device).toEqual(entries[0]?.actor?.device);
  });
});

describe('the end of a session', () => {
  const explain = (reason: EndReason, accounts?: AccountsRule, subject: string | null = null) => {
    const { service, asked } = history([], accounts);
    const ended = { session: { id: 7, userId: 3, createdAt: start }, user: { subject }, end: { at: start, reason } };
    return { asked, told: service.explain({ ok: false, code: 'token_incorrect', ended }) };
  };

  test('names the device that did it, for reasons that another device can cause', async () => {
    const withActor = [];
    for (const reason of endReasons) {
      const { told, asked } = explain(reason);
      const by = (await told)?.by ?? null;
      expect(await told).toMatchObject({ at: start, reason, sessionCreatedAt: start });
      expect(asked).toEqual(by ? [{ id: 7, userId: 3, endedAt: start }] : []);
      if (by) expect(by).toMatchObject({ label: 'Mine', clientLabel: 'Job' });
      if (by) withActor.push(reason);
    }
    expect(withActor).toEqual(['revoked', 'revoked_others', 'revoked_all', 'limit_reached', 'password_changed']);
  });

  test.each([
    ['own', null, true],
    ['both', null, true],
    ['both', 'subject 7', false],
    ['host', 'subject 7', false],
    ['host', null, false],
  ] as const)(
    'says with ACCOUNTS=%s and the subject %s whether there is a password here',
    async (accounts, subject, has) => {
      expect(await explain('revoked', accounts, subject).told).toMatchObject({ hasPassword: has });
    },
  );

  test('is null for a token that is rejected for another reason', async () => {
    const { service, asked } = history();
    expect(await service.explain({ ok: false, code: 'token_incorrect', ended: null })).toBeNull();
    expect(asked).toEqual([]);
  });

  test('makes a device new where another device or an administrator asked for it', () => {
    expect(endReasons.filter((reason) => makesDeviceNew[reason])).toEqual([
      'revoked',
      'revoked_others',
      'revoked_all',
      'reported',
      'password_changed',
      'account_disabled',
    ]);
  });
});
