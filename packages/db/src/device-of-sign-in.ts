import type { DeviceTokenHash } from '@latchkey/sessions/device-token';
import { type AlertCause, alertLasts } from '@latchkey/sessions/sign-in-alert';
import { toBytes } from './bytes.ts';
import { Prisma } from './generated/client.ts';
import type { Transaction } from './transaction.ts';

/** What a device is recognised by at a sign-in: a browser by its cookie, a program by its identity. */
interface SignIn {
  readonly userId: bigint;
  readonly deviceTokenHash: DeviceTokenHash | null;
  readonly program: string | null;
  readonly country: string | null;
  readonly at: Date;
}

/** The device of a sign-in, and what the account's owner is to be asked about it. */
interface DeviceOfSignIn {
  readonly id: bigint;
  readonly name: string | null;
  readonly confirmedAt: Date | null;
  /** Why the owner is to be asked, or null where there is nothing to ask. */
  readonly asks: AlertCause | null;
}

/** Whether a device counts as its owner's at a moment: a yes that the mail can still take back does not make it so yet. */
export const isConfirmed = (confirmedAt: Date | null, at: Date): boolean => confirmedAt !== null && confirmedAt <= at;

/** The same in SQL, of a row called `devices`. */
export const confirmedBy = (at: Date): Prisma.Sql => Prisma.sql`devices.confirmed_at <= ${at}::timestamptz`;

/**
 * The device that signs in, created where it is not known, in one statement. It is locked, so that housekeeping cannot take
 * it for unused from here on. The caller holds the user's row, so no other sign-in of the user runs at the same time.
 *
 * All sign-ins of a program in question are one device: none of them can answer for another, and a no ends them all.
 */
export async function findOrCreateDevice(tx: Transaction, signIn: SignIn): Promise<DeviceOfSignIn> {
  const { userId, deviceTokenHash, program, country } = signIn;
  const tokenHash = deviceTokenHash === null ? null : toBytes(deviceTokenHash);
  const at = Prisma.sql`${signIn.at}::timestamptz`;
  const same =
    tokenHash === null
      ? Prisma.sql`token_hash IS NULL AND program = ${program} AND (confirmed_at IS NULL OR confirmed_at > ${at})`
      : Prisma.sql`token_hash = ${tokenHash}`;
  // A browser whose mail can answer no more is asked about again, with a new mail. A program signs in too often for that.
  const linkSince = Prisma.sql`${new Date(tokenHash === null ? 0 : signIn.at.getTime() - alertLasts)}::timestamptz`;
  const canBeAnswered = Prisma.sql`EXISTS (
    SELECT 1 FROM sign_in_alerts JOIN found ON found.id = device_id WHERE answer IS NULL AND created_at > ${linkSince}
  )`;
  const [device] = await tx.$queryRaw<DeviceOfSignIn[]>`
    WITH found AS (
      SELECT id, name, confirmed_at FROM devices WHERE user_id = ${userId} AND ${same} ORDER BY id LIMIT 1 FOR KEY SHARE
    ), account AS (
      SELECT
        created_at > ${at} - interval '1 hour'
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
      FROM users WHERE id = ${userId}
    ), cause AS (
      SELECT CASE
        WHEN is_first THEN NULL
        WHEN NOT EXISTS (SELECT 1 FROM found) AND NOT knows_program THEN 'new_device'
        WHEN EXISTS (SELECT 1 FROM found WHERE confirmed_at IS NULL) THEN
          CASE WHEN ${canBeAnswered} THEN NULL ELSE 'new_device' END
        WHEN country_is_new THEN 'new_country'
      END AS asks
      FROM account
    ), created AS (
      INSERT INTO devices (user_id, token_hash, program, created_at, confirmed_at)
      SELECT ${userId}, ${tokenHash}, ${program}, ${at}, CASE WHEN asks IS NULL THEN ${at} END FROM cause
      WHERE NOT EXISTS (SELECT 1 FROM found)
      RETURNING id, name, confirmed_at
    )
    SELECT id, name, confirmed_at AS "confirmedAt", asks
    FROM (SELECT * FROM found UNION ALL SELECT * FROM created) AS device, cause`;
  if (!device) throw new Error('The user whose row is locked has gone');
  return device;
}
