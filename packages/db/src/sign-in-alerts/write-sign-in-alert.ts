import type { NewSession } from '@latchkey/sessions/sessions/session-store';
import { Prisma } from '../generated/client.ts';

/** The values of a sign-in that an alert stores. */
interface AlertedSignIn extends Pick<NewSession, 'userAgent' | 'clientLabel' | 'ip' | 'createdAt' | 'country'> {
  readonly userId: bigint;
  readonly program: string | null;
}

/** The alerts of one kind in an hour that have a mail each, at once. Further ones share a mail every ten minutes. */
const immediateMails = 4;
const digestEvery = Prisma.sql`600`;

/**
 * Parts of the statement that begins a session (`begun`, on `device`): where there is a `cause`, they write an alert
 * with the time at which its mail is due, in place of an open alert about the same device or program. Until it is
 * answered, the device can answer no alerts. Browsers and programs have separate mails, so that many sign-ins of
 * programs cannot delay the mail about a browser. Every alert has a mail, unless the user has no e-mail address.
 */
export function alertOfSignIn(signIn: AlertedSignIn): Prisma.Sql {
  const { userId, userAgent, clientLabel, ip, createdAt, program, country } = signIn;
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
        (user_id, session_id, device_id, cause, is_browser, program, user_agent, client_label, ip, country, created_at,
          mail_due_at)
      SELECT ${userId}, asked.id, asked.device_id, asks::alert_cause, ${isBrowser}::boolean, ${program}, ${userAgent},
        ${clientLabel}, ${ip}, ${country}, ${at}, CASE WHEN account.email IS NULL THEN NULL
          WHEN count < ${immediateMails} THEN ${at}
          ELSE to_timestamp(ceil(extract(epoch FROM ${at}) / ${digestEvery}) * ${digestEvery}) END
      FROM asked, recent, account
    )`;
}
