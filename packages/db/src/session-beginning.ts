import { programIdentity } from '@latchkey/sessions/devices/program-identity';
import type { Session } from '@latchkey/sessions/session';
import type { Bucket } from '@latchkey/sessions/rate-limiter';
import type { BeginningLimits, Beginning, NewSession } from '@latchkey/sessions/session-store';
import { oneDay } from '@latchkey/sessions/active-days';
import { toBytes } from './bytes.ts';
import { deviceOfSignIn } from './device-of-sign-in.ts';
import { Prisma } from './generated/client.ts';
import { counting } from './rate-limit-statements.ts';
import { toRowId } from './row-id.ts';
import { endings } from './session-end.ts';
import { sessionsBeyondLimit } from './session-limit.ts';
import { alertOfSignIn } from './sign-in-alert-writing.ts';
import type { StatementPool } from './statement-pool.ts';

interface Begun {
  readonly id: number;
  readonly deviceId: number;
  readonly deviceName: string | null;
  readonly confirmedAt: Date | null;
  readonly idleLimit: number | null;
}

/** The one row that is answered. Without a session only the moment can be there. */
type BeginningRow = { readonly retryAt: Date | null } & (Begun | Readonly<Record<keyof Begun, null>>);

/**
 * Begins a session, and counts it in buckets, in one statement behind the lock of its user's row: sign-ins, revocations of all
 * and password changes of one user happen one after the other, and each sees what the one before has committed. So the buckets,
 * which are this user's own, cannot be counted in by two at once. Answers neither a session nor a moment where the account has
 * another password by now, is disabled or gone.
 */
export async function beginSession(
  pool: StatementPool,
  session: NewSession,
  limits: BeginningLimits,
  buckets: readonly Bucket[],
): Promise<Beginning> {
  const userId = toRowId(session.userId);
  if (userId === null) return { session: null, retryAt: null };
  const { text, values } = beginning(userId, session, limits, buckets);
  const [row] = await pool.runBehindUserLock<BeginningRow>(userId, { text, values });
  if (!row || row.id === null) return { session: null, retryAt: row?.retryAt ?? null };
  const { retryAt: _retryAt, ...begun } = row;
  const { tokenHash: _token, deviceTokenHash: _device, passwordHash: _password, bindingSecret, ...kept } = session;
  const { language: _language, country: _country, ...stored } = kept;
  const written: Session = {
    ...stored,
    ...begun,
    steppedUpAt: null,
    lastUsedAt: session.createdAt,
    activeDays: oneDay,
    endedAt: null,
    endReason: null,
    binding: bindingSecret === null ? null : { secret: bindingSecret, key: null },
  };
  return { session: written, retryAt: null };
}

/**
 * The statement: the buckets, the device, the session, its event, the alert about it, what is known of the owner by it, and the ends that it
 * brings about. The parts do not see each other's rows, only what they return; the old session of the same browser and
 * those beyond the limit are therefore told apart here.
 */
function beginning(
  userId: bigint,
  { tokenHash, deviceTokenHash, bindingSecret, passwordHash, language, country, ...session }: NewSession,
  { perUser, liveAt }: BeginningLimits,
  buckets: readonly Bucket[],
): Prisma.Sql {
  const { userAgent, information, address, staysSignedIn, createdAt, expiresAt } = session;
  const isBrowser = deviceTokenHash !== null;
  const program = isBrowser ? null : programIdentity(userAgent, information);
  const at = Prisma.sql`${createdAt}::timestamptz`;
  // A program has no cookie to be known by: none of its sign-ins ends another one of it.
  const ofSameBrowser = isBrowser ? Prisma.sql`device_id = (SELECT id FROM device)` : Prisma.sql`FALSE`;
  const beyondLimit = sessionsBeyondLimit({ userId, except: ofSameBrowser, program, perUser, liveAt });
  const endsOthers = endings({
    pick: Prisma.sql`user_id = (SELECT user_id FROM signed_in) AND (${ofSameBrowser} OR ${beyondLimit})`,
    reason: Prisma.sql`(CASE WHEN ${ofSameBrowser} THEN 'superseded' ELSE 'limit_reached' END)::session_end_reason`,
    liveAt,
    actorId: Prisma.sql`(SELECT session_id FROM signed_in)`,
  });
  const { parts, isCounted, retryAt } = counting(buckets, createdAt);
  return Prisma.sql`
    WITH ${parts} account AS (
      SELECT id, created_at, idle_limit, language, countries FROM users
      WHERE id = ${userId} AND password_hash = ${passwordHash} AND disabled_at IS NULL AND ${isCounted}
    ), ${deviceOfSignIn({ userId, deviceTokenHash, program, country, at: createdAt })}, begun AS (
      INSERT INTO sessions (user_id, device_id, token_hash, user_agent, address, information, stays_signed_in, created_at,
        last_used_at, idle_at, expires_at, binding_secret)
      SELECT account.id, device.id, ${toBytes(tokenHash)}, ${userAgent}, ${address}, ${information}, ${staysSignedIn}, ${at},
        ${at}, ${at} + idle_limit * interval '1 millisecond', ${expiresAt}::timestamptz, ${bindingSecret}
      FROM account, device
      RETURNING id, user_id, device_id
    ), signed_in AS (
      INSERT INTO session_events (user_id, kind, at, session_id, device_id, user_agent, address)
      SELECT user_id, 'signed_in', ${at}, id, device_id, ${userAgent}, ${address} FROM begun
      RETURNING user_id, session_id
    ), ${alertOfSignIn({ userId, userAgent, information, address, createdAt, program, country })}, of_owner AS (
      UPDATE users SET language = ${isBrowser ? Prisma.sql`${language}` : Prisma.sql`users.language`},
        countries = COALESCE(users.countries, array_remove(ARRAY[${country}::text], NULL))
      FROM account, device, cause
      WHERE users.id = account.id AND asks IS NULL AND device.confirmed_at <= ${at}
        AND (account.countries IS NULL OR (${isBrowser}::boolean AND account.language IS DISTINCT FROM ${language}::text))
    ), ${endsOthers}
    SELECT begun.id, begun.device_id AS "deviceId", device.name AS "deviceName",
      CASE WHEN asks IS NULL THEN device.confirmed_at END AS "confirmedAt", account.idle_limit AS "idleLimit",
      ${retryAt} AS "retryAt"
    FROM (SELECT) AS one LEFT JOIN (begun CROSS JOIN device CROSS JOIN cause CROSS JOIN account) ON TRUE`;
}
