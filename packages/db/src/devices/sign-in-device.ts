import type { DeviceTokenHash } from '@latchkey/sessions/tokens/device-token';
import { alertLasts } from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import { toBytes } from '../sql/bytes.ts';
import { Prisma } from '../generated/client.ts';

/** The values that identify a device at a sign-in: the cookie of a browser, the identity of a program. */
interface SignIn {
  readonly userId: bigint;
  readonly deviceTokenHash: DeviceTokenHash | null;
  readonly program: string | null;
  readonly country: string | null;
  readonly at: Date;
}

/**
 * Whether a row of `devices` is confirmed at a moment. A confirmation counts only once the link of the mail can no longer
 * deny it: until then `confirmed_at` is in the future.
 */
export const confirmedBy = (at: Date): Prisma.Sql => Prisma.sql`devices.confirmed_at <= ${at}::timestamptz`;

/**
 * Parts of the statement that begins a session: `device`, the device that signs in, created where it is unknown; and
 * `cause`, the cause of an alert about it, or null. The device is locked, so that housekeeping cannot delete it as
 * unused. The caller holds the user's row, so no other sign-in of the user runs at the same time.
 *
 * While an alert about a program is open, all sign-ins of that program are one device: none of them can answer for
 * another, and a denial ends all of them. A sign-in of a known program takes a device without a session (`free`), so that
 * a program that signs in often does not leave a device each time: forgetting the program updates all of them.
 */
export function deviceOfSignIn(signIn: SignIn): Prisma.Sql {
  const { userId, deviceTokenHash, program, country } = signIn;
  const tokenHash = deviceTokenHash === null ? null : toBytes(deviceTokenHash);
  const at = Prisma.sql`${signIn.at}::timestamptz`;
  const same =
    tokenHash === null
      ? Prisma.sql`token_hash IS NULL AND program = ${program} AND (confirmed_at IS NULL OR confirmed_at > ${at})`
      : Prisma.sql`token_hash = ${tokenHash}`;
  // After the link of a mail has expired, a browser raises a new alert with a new mail. A program signs in too often
  // for that.
  const linkSince = Prisma.sql`${new Date(tokenHash === null ? 0 : signIn.at.getTime() - alertLasts)}::timestamptz`;
  const canBeAnswered = Prisma.sql`EXISTS (
    SELECT 1 FROM sign_in_alerts JOIN found ON found.id = device_id WHERE answer IS NULL AND created_at > ${linkSince}
  )`;
  return Prisma.sql`
    found AS (
      SELECT devices.id, label, confirmed_at FROM devices JOIN account ON devices.user_id = account.id
      WHERE ${same} ORDER BY devices.id LIMIT 1 FOR KEY SHARE OF devices
    ), facts AS (
      SELECT
        account.created_at > ${at} - interval '1 hour'
          AND NOT EXISTS (SELECT 1 FROM sessions WHERE user_id = ${userId}) AS is_first,
        EXISTS (
          SELECT 1 FROM devices WHERE user_id = ${userId} AND program = ${program}::text AND confirmed_at IS NOT NULL
        ) OR EXISTS (
          SELECT 1 FROM sign_in_alerts WHERE user_id = ${userId} AND program = ${program}::text AND answer = 'confirmed'
        ) AS knows_program,
        ${country}::text IS NOT NULL AND ${country}::text <> ALL (countries) AND NOT EXISTS (
          SELECT 1 FROM sign_in_alerts
          WHERE user_id = ${userId} AND country = ${country}::text AND answer = 'confirmed'
        ) AS country_is_new
      FROM account
    ), cause AS (
      SELECT CASE
        WHEN is_first THEN NULL
        WHEN NOT EXISTS (SELECT 1 FROM found) AND NOT knows_program THEN 'new_device'
        WHEN EXISTS (SELECT 1 FROM found WHERE confirmed_at IS NULL) THEN
          CASE WHEN ${canBeAnswered} THEN NULL ELSE 'new_device' END
        WHEN country_is_new THEN 'new_country'
      END AS asks
      FROM facts
    ), free AS (
      SELECT devices.id, label, confirmed_at FROM devices JOIN account ON devices.user_id = account.id, cause
      WHERE asks IS NULL AND NOT EXISTS (SELECT 1 FROM found) AND token_hash IS NULL AND program = ${program}::text
        AND ${confirmedBy(signIn.at)} AND label IS NULL
        AND NOT EXISTS (SELECT 1 FROM sessions WHERE device_id = devices.id AND ended_at IS NULL)
      LIMIT 1 FOR KEY SHARE OF devices SKIP LOCKED
    ), created AS (
      INSERT INTO devices (user_id, token_hash, program, created_at, confirmed_at)
      SELECT account.id, ${tokenHash}, ${program}, ${at}, CASE WHEN asks IS NULL THEN ${at} END FROM account, cause
      WHERE NOT EXISTS (SELECT 1 FROM found) AND NOT EXISTS (SELECT 1 FROM free)
      RETURNING id, label, confirmed_at
    ), device AS (
      SELECT * FROM found UNION ALL SELECT * FROM free UNION ALL SELECT * FROM created
    )`;
}
