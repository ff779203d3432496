import { alertLasts } from '@latchkey/sessions/sign-in-alert';
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

/** What a program can be known by, which has no cookie: what it says of itself. */
const selfOf = (
  userId: bigint,
  { userAgent, information }: Pick<BegunSession, 'userAgent' | 'information'>,
) => Prisma.sql`
  user_id = ${userId} AND user_agent = ${userAgent} AND information IS NOT DISTINCT FROM ${information}::text`;

/** Browsers say openly what they are: a program that says the same is none the better known for it. */
const ofProgram = Prisma.sql`EXISTS (SELECT 1 FROM devices WHERE devices.id = device_id AND token_hash IS NULL)`;

/** A program is known if it was there before, and its owner has not said since that it was not them: a nightly job is asked about once. */
function programIsKnown({ id, userId, ...self }: BegunSession): Prisma.Sql {
  const same = selfOf(userId, self);
  return Prisma.sql`COALESCE(
    (SELECT answer IS DISTINCT FROM 'denied' FROM sign_in_alerts WHERE ${same} AND (answer = 'denied' OR ${ofProgram})
      ORDER BY created_at DESC, id DESC LIMIT 1),
    EXISTS (SELECT 1 FROM sessions WHERE ${same} AND ${ofProgram} AND id <> ${id})
  )`;
}

/**
 * The device of a program that is in question under the same name. As long as nobody has answered, all that sign in under it
 * are one: none answers for another, and a no ends them all.
 */
export function ofProgramInQuestion(
  userId: bigint,
  { createdAt, ...self }: Pick<BegunSession, 'userAgent' | 'information' | 'createdAt'>,
): Prisma.Sql {
  const openSince = new Date(createdAt.getTime() - alertLasts);
  return Prisma.sql`token_hash IS NULL AND id IN (
    SELECT device_id FROM sign_in_alerts
    WHERE ${selfOf(userId, self)} AND answer IS NULL AND created_at > ${openSince}::timestamptz
  )`;
}
