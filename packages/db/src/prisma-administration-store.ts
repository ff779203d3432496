import type {
  AdministrationStore,
  Due,
  DueBy,
  EndedBatch,
  RecentAddress,
} from '@latchkey/sessions/administration-store';
import type { LiveAt } from '@latchkey/sessions/session-store';
import type { Client } from './client.ts';
import { endBatch } from './session-end.ts';

/** A count of so many takes some milliseconds. One of many more would be felt. */
const countedUpTo = 100_000;

export class PrismaAdministrationStore implements AdministrationStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  async countDue({ liveAt: { now, idleSince }, endedBy, eventsBy, addressesBy }: DueBy): Promise<Due> {
    const byLimit = [{ expiresAt: { lte: now } }, { lastUsedAt: { lte: idleSince } }, { idleAt: { lte: now } }];
    const lapsed = { endedAt: null, OR: byLimit };
    const { session, sessionEvent } = this.#prisma;
    return {
      lapsed: await session.count({ where: lapsed }),
      sessions: await session.count({ where: { endedAt: { lte: endedBy } } }),
      events: await sessionEvent.count({ where: { at: { lte: eventsBy } } }),
      addresses: await session.count({ where: { lastUsedAt: { lte: addressesBy }, address: { not: null } } }),
    };
  }

  endEvery(liveAt: LiveAt, limit: number): Promise<EndedBatch> {
    return endBatch(this.#prisma, liveAt, limit);
  }

  /** Live ones are those that have not ended: what only time has ended, housekeeping marks within a minute. */
  async countLive(): Promise<number> {
    const [statistics] = await this.#prisma.$queryRaw<{ live: number | null }[]>`
      SELECT reltuples * null_frac AS live FROM pg_class
      JOIN pg_stats ON schemaname = relnamespace::regnamespace::name AND tablename = relname AND attname = 'ended_at'
      WHERE pg_class.oid = 'sessions'::regclass`;
    const estimate = statistics?.live ?? 0;
    return estimate > countedUpTo ? Math.round(estimate) : this.#prisma.session.count({ where: { endedAt: null } });
  }

  async recentAddresses(limit: number): Promise<RecentAddress[]> {
    const rows = await this.#prisma.session.findMany({
      where: { endedAt: null, address: { not: null } },
      orderBy: { id: 'desc' },
      take: limit,
      select: { userId: true, address: true },
    });
    return rows.flatMap(({ userId, address }) => (address === null ? [] : [{ userId: Number(userId), address }]));
  }
}
