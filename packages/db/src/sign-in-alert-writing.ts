import type { NewSession } from '@latchkey/sessions/session-store';
import { Prisma } from './generated/client.ts';

/** What an alert keeps of a sign-in. */
interface AlertedSignIn extends Pick<NewSession, 'userAgent' | 'information' | 'address' | 'createdAt' | 'country'> {
  readonly userId: bigint;
  readonly program: string | null;
}

/** So many alerts of one kind in an hour have a mail each, at once. Further ones share a mail every ten minutes. */
const immediateMails = 4;
const digestEvery = Prisma.sql`600`;

/**
 * The part of the statement that begins a session (`begun`, on `device`) which writes the alert where there is a `cause` for one, in place of an open one about the same device or program, and when its mail is
 * due. The device answers no questions until this one is answered. Browsers and programs have mails of their own, so that no number of sign-ins of programs can keep
 * back the mail about a browser; and no alert is left without a mail.
 */
export function alertOfSignIn(signIn: AlertedSignIn): Prisma.Sql {
  const { userId, userAgent, information, address, createdAt, program, country } = signIn;
  const at = Prisma.sql`${createdAt}::timestamptz`;
  const isBrowser = program === null;
  return Prisma.sql`
    asked AS (
      SELECT begun.id, begun.device_id, asks FROM begun, cause WHERE asks IS NOT NULL
    ), doubted AS (
      UPDATE devices SET confirmed_at = NULL FROM found, asked WHERE devices.id = found.id AND found.confirmed_at IS NOT NULL
    ), asked_before AS (
      DELETE FROM sign_in_alerts USING asked
      WHERE sign_in_alerts.user_id = ${userId} AND answer IS NULL
        AND (sign_in_alerts.device_id = asked.device_id OR program = ${program}::text)
    ), recent AS (
      SELECT count(*) AS count FROM sign_in_alerts
      WHERE user_id = ${userId} AND is_browser = ${isBrowser} AND created_at > ${at} - interval '1 hour'
    ), alerted AS (
      INSERT INTO sign_in_alerts
        (user_id, session_id, device_id, cause, is_browser, program, user_agent, information, address, country, created_at,
          mail_due_at)
      SELECT ${userId}, asked.id, asked.device_id, asks::alert_cause, ${isBrowser}::boolean, ${program}, ${userAgent},
        ${information}, ${address}, ${country}, ${at}, CASE WHEN count < ${immediateMails} THEN ${at}
          ELSE to_timestamp(ceil(extract(epoch FROM ${at}) / ${digestEvery}) * ${digestEvery}) END
      FROM asked, recent
    )`;
}
