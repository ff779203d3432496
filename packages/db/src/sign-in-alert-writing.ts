import type { AlertCause } from '@latchkey/sessions/sign-in-alert';
import { Prisma } from './generated/client.ts';
import type { SessionRow } from './session-row.ts';
import { storedCause } from './stored-enums.ts';
import type { Transaction } from './transaction.ts';

/** What an alert keeps of a session. */
type BegunSession = Pick<
  SessionRow,
  'id' | 'userId' | 'deviceId' | 'userAgent' | 'information' | 'address' | 'createdAt'
> & {
  readonly program: string | null;
  readonly country: string | null;
  readonly cause: AlertCause;
};

/** So many alerts of one kind in an hour have a mail each, at once. Further ones share a mail every ten minutes. */
const immediateMails = 4;
const digestEvery = Prisma.sql`600`;

/**
 * Writes the alert about a session that has just begun, in place of an open one about the same device or program, and when its mail is
 * due. The device answers no questions until this one is answered. Browsers and programs have mails of their own, so that no number of sign-ins of programs can keep
 * back the mail about a browser; and no alert is left without a mail.
 */
export async function writeAlert(tx: Transaction, session: BegunSession) {
  const { id, userId, deviceId, userAgent, information, address, createdAt, program, country, cause } = session;
  const at = Prisma.sql`${createdAt}::timestamptz`;
  const isBrowser = program === null;
  await tx.$executeRaw`
    WITH doubted AS (
      UPDATE devices SET confirmed_at = NULL WHERE id = ${deviceId} AND confirmed_at IS NOT NULL
    ), asked_before AS (
      DELETE FROM sign_in_alerts
      WHERE user_id = ${userId} AND answer IS NULL AND (device_id = ${deviceId} OR program = ${program}::text)
    ), recent AS (
      SELECT count(*) AS count FROM sign_in_alerts
      WHERE user_id = ${userId} AND is_browser = ${isBrowser} AND created_at > ${at} - interval '1 hour'
    )
    INSERT INTO sign_in_alerts
      (user_id, session_id, device_id, cause, is_browser, program, user_agent, information, address, country, created_at,
        mail_due_at)
    SELECT ${userId}, ${id}, ${deviceId}, ${storedCause(cause)}, ${isBrowser}, ${program}, ${userAgent}, ${information},
      ${address}, ${country}, ${at}, CASE WHEN count < ${immediateMails} THEN ${at}
        ELSE to_timestamp(ceil(extract(epoch FROM ${at}) / ${digestEvery}) * ${digestEvery}) END
    FROM recent`;
}
