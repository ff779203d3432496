import type { ExpiryCutoff } from '@latchkey/sessions/sessions/session-store';
import { Prisma } from '../generated/client.ts';

/** The moments of an `ExpiryCutoff` as SQL expressions of the type timestamptz. */
interface CutoffSql {
  readonly now: Prisma.Sql;
  readonly idleSince: Prisma.Sql;
}

const toSql = ({ now, idleSince }: ExpiryCutoff): CutoffSql => ({
  now: Prisma.sql`${now}::timestamptz`,
  idleSince: Prisma.sql`${idleSince}::timestamptz`,
});

/** Whether a session of a table called `sessions` is live: not ended, not expired, not idle beyond the default or its own limit. */
export const live = (cutoff: ExpiryCutoff): Prisma.Sql => liveBy(toSql(cutoff));

/** The same with SQL expressions, for prepared statements. */
export const liveBy = ({ now, idleSince }: CutoffSql): Prisma.Sql => Prisma.sql`
  ended_at IS NULL AND absolute_expires_at > ${now} AND last_used_at > ${idleSince}
  AND (idle_at IS NULL OR idle_at > ${now})`;

/** Whether a session has expired, and its end is not written yet. */
export function expired(cutoff: ExpiryCutoff): Prisma.Sql {
  const { now, idleSince } = toSql(cutoff);
  return Prisma.sql`
    ended_at IS NULL AND (absolute_expires_at <= ${now} OR last_used_at <= ${idleSince} OR idle_at <= ${now})`;
}
