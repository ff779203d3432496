import { Prisma } from './generated/client.ts';
import type { SessionRow } from './session-row.ts';
import type { Transaction } from './transaction.ts';

/** What an alert keeps of a session. */
type BegunSession = Pick<
  SessionRow,
  'id' | 'userId' | 'deviceId' | 'userAgent' | 'information' | 'address' | 'createdAt'
>;

/** More mails in an hour than these tell an owner nothing new, and whoever knows the password could bury others in them. */
const mailsPerHour = 10;

/**
 * Writes the alert about a session that has just begun on a device that the account does not know, with its mail due at
 * once. Nobody is asked about the very first session of an account.
 */
export async function writeAlert(tx: Transaction, session: BegunSession, isBrowser: boolean) {
  const { id, userId, deviceId, userAgent, information, address, createdAt } = session;
  const at = Prisma.sql`${createdAt}::timestamptz`;
  const hourBefore = Prisma.sql`${at} - interval '1 hour'`;
  const isFirst = Prisma.sql`
    users.created_at > ${hourBefore} AND NOT EXISTS (SELECT 1 FROM sessions WHERE user_id = users.id AND id <> ${id})`;
  await tx.$executeRaw`
    INSERT INTO sign_in_alerts
      (user_id, session_id, device_id, user_agent, information, address, created_at, mail_due_at)
    SELECT id, ${id}, ${deviceId}, ${userAgent}, ${information}, ${address}, ${at}, CASE WHEN ${mailsPerHour} > (
      SELECT count(*) FROM sign_in_alerts WHERE user_id = users.id AND created_at > ${hourBefore}
    ) THEN ${at} END
    FROM users WHERE id = ${userId} AND NOT (${isFirst}) AND NOT ${isBrowser ? Prisma.sql`FALSE` : programIsKnown(session)}`;
}

/**
 * A program has no cookie to be known by, but by what it says of itself: if it was there before, and its owner has not said
 * since that it was not them. So a nightly job asks once.
 */
function programIsKnown({ id, userId, userAgent, information }: BegunSession): Prisma.Sql {
  const same = Prisma.sql`
    user_id = ${userId} AND user_agent = ${userAgent} AND information IS NOT DISTINCT FROM ${information}::text`;
  return Prisma.sql`COALESCE(
    (SELECT answer IS DISTINCT FROM 'denied' FROM sign_in_alerts WHERE ${same} ORDER BY created_at DESC, id DESC LIMIT 1),
    EXISTS (SELECT 1 FROM sessions WHERE ${same} AND id <> ${id})
  )`;
}
