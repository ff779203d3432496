import type {
  AccountPage,
  EndedBatch,
  ListedAccount,
  RecentAddress,
} from '@latchkey/sessions/accounts/administration-store';
import type { ExpiryCutoff } from '@latchkey/sessions/sessions/session-store';
import type { Client } from '../connection/client.ts';
import { live } from '../sql/live.ts';
import { Prisma } from '../generated/client.ts';
import { RowReader } from '../sql/rows.ts';
import { endBatch } from '../sessions/end-sessions.ts';
import type { AnnouncedChanges } from '../connection/announced-changes.ts';
import { tryAgainAfterLock } from '../connection/unavailable.ts';

/** Up to this number, rows are counted, which takes some milliseconds. Of more rows, PostgreSQL's estimate is used. */
const countedUpTo = 100_000;

const listedAccounts = new RowReader({
  id: 'bigint',
  subject: 'text?',
  email: 'text?',
  createdAt: 'timestamp with time zone',
  verifiedAt: 'timestamp with time zone?',
  disabledAt: 'timestamp with time zone?',
  liveSessions: 'integer',
});
const estimates = new RowReader({ live: 'real?' });
const addresses = new RowReader({ userId: 'bigint', ip: 'text?' });

export class AdministrationStore {
  readonly #prisma: Client;
  readonly #changes: AnnouncedChanges;

  constructor(prisma: Client, changes: AnnouncedChanges) {
    this.#prisma = prisma;
    this.#changes = changes;
  }

  async listAccounts({ text, after, limit }: AccountPage, cutoff: ExpiryCutoff): Promise<ListedAccount[]> {
    // `strpos` and not LIKE: an underscore, which addresses may contain, is a wildcard there.
    return listedAccounts.query(
      this.#prisma,
      Prisma.sql`
      SELECT id, subject, email, created_at AS "createdAt", email_verified_at AS "verifiedAt", disabled_at AS "disabledAt",
        (SELECT count(*)::integer FROM sessions WHERE user_id = users.id AND ${live(cutoff)}) AS "liveSessions"
      FROM users WHERE id > ${after}::bigint 
        AND (strpos(email, ${text}) > 0 OR strpos(lower(subject), ${text}) > 0) ORDER BY id LIMIT ${limit}`,
    );
  }

  /**
   * A batch has sessions of many users and does not lock the rows of these users, so a request may lock the same
   * sessions in another order. PostgreSQL then rolls one of the two back, and this one is retried.
   */
  endEvery(cutoff: ExpiryCutoff, limit: number): Promise<EndedBatch> {
    return this.#changes.ofAll((change) => tryAgainAfterLock(() => endBatch(change, cutoff, limit)));
  }

  /** Counts sessions without a written end. Housekeeping writes the ends of expired ones within a minute. */
  async countLive(): Promise<number> {
    const [statistics] = await estimates.query(
      this.#prisma,
      Prisma.sql`
      SELECT reltuples * (
        SELECT null_frac FROM pg_stats
        WHERE schemaname = relnamespace::regnamespace::name AND tablename = relname AND attname = 'ended_at'
      ) AS live
      FROM pg_class WHERE oid = 'sessions'::regclass`,
    );
    const estimate = statistics?.live ?? 0;
    return estimate > countedUpTo ? Math.round(estimate) : this.#prisma.session.count({ where: { endedAt: null } });
  }

  async recentAddresses(limit: number): Promise<RecentAddress[]> {
    const rows = await addresses.query(
      this.#prisma,
      Prisma.sql`
      SELECT DISTINCT ON (user_id) user_id AS "userId", ip FROM (
        SELECT id, user_id, ip FROM sessions WHERE ended_at IS NULL AND ip IS NOT NULL ORDER BY id DESC LIMIT ${limit}
      ) AS newest ORDER BY user_id, id DESC`,
    );
    return rows.flatMap(({ userId, ip }) => (ip === null ? [] : [{ userId, ip }]));
  }
}
