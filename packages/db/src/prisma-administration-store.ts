import type {
  AccountPage,
  AdministrationStore,
  Due,
  DueBy,
  EndedBatch,
  ListedAccount,
  RecentAddress,
} from '@latchkey/sessions/administration-store';
import type { LiveAt } from '@latchkey/sessions/session-store';
import type { Client } from './client.ts';
import { live } from './live.ts';
import { fromRowId } from './row-id.ts';
import { endBatch } from './session-end.ts';
import { isBrokenOffByLock } from './unavailable.ts';

/** A count of so many takes some milliseconds. One of many more would be felt. */
const countedUpTo = 100_000;

/** How often a batch is tried that PostgreSQL undoes because of a lock. */
const mostTries = 10;

export class PrismaAdministrationStore implements AdministrationStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  async listAccounts({ text, after, limit }: AccountPage, liveAt: LiveAt): Promise<ListedAccount[]> {
    // `strpos` and not LIKE: an underscore, which addresses may contain, is a wildcard there.
    const rows = await this.#prisma.$queryRaw<(Omit<ListedAccount, 'id'> & { readonly id: bigint })[]>`
      SELECT id, email, created_at AS "createdAt", email_verified_at AS "verifiedAt", disabled_at AS "disabledAt",
        (SELECT count(*)::integer FROM sessions WHERE user_id = users.id AND ${live(liveAt)}) AS "liveSessions"
      FROM users WHERE id > ${after}::bigint AND strpos(email, ${text}) > 0 ORDER BY id LIMIT ${limit}`;
    return rows.map(({ id, ...account }) => ({ id: fromRowId(id), ...account }));
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

  /**
   * A batch is of many users, whose rows it does not hold: a request of one of them may lock the same sessions in another order.
   * PostgreSQL then undoes one of both, and this one is run again.
   */
  async endEvery(liveAt: LiveAt, limit: number): Promise<EndedBatch> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await endBatch(this.#prisma, liveAt, limit);
      } catch (error) {
        if (tries === mostTries || !isBrokenOffByLock(error)) throw error;
      }
    }
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
    const rows = await this.#prisma.$queryRaw<{ userId: bigint; address: string }[]>`
      SELECT DISTINCT ON (user_id) user_id AS "userId", address FROM (
        SELECT id, user_id, address FROM sessions WHERE ended_at IS NULL AND address IS NOT NULL ORDER BY id DESC LIMIT ${limit}
      ) AS newest ORDER BY user_id, id DESC`;
    return rows.map(({ userId, address }) => ({ userId: Number(userId), address }));
  }
}
