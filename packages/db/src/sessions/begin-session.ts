import { programIdentity } from '@latchkey/sessions/devices/program-identity';
import type { Session } from '@latchkey/sessions/sessions/session';
import type { Bucket } from '@latchkey/sessions/rate-limits/rate-limiter';
import type { SessionCap, BegunSession, NewSession } from '@latchkey/sessions/sessions/session-store';
import { oneDay } from '@latchkey/sessions/sessions/active-days';
import pg from 'pg';
import { toBytes } from '../sql/bytes.ts';
import { deviceOfSignIn } from '../devices/sign-in-device.ts';
import { Prisma } from '../generated/client.ts';
import { counting } from '../rate-limits/rate-limit-statements.ts';
import { toRowId } from '../sql/row-id.ts';
import type { Columns } from '../sql/rows.ts';
import { endings } from './end-sessions.ts';
import { sessionCount, sessionsBeyondLimit } from './session-cap.ts';
import { alertOfSignIn } from '../sign-in-alerts/write-sign-in-alert.ts';
import type { Change } from '../connection/announced-changes.ts';
import type { StatementPool } from '../sql/statement-pool.ts';
import { writeEvents } from '../sql/write-event.ts';

/**
 * The one row of the statement. If no session has begun, `retryAt`, `isFull` or `isRepeated` says why, and the other columns are
 * null.
 */
const columns = {
  id: 'bigint?',
  deviceId: 'bigint?',
  label: 'text?',
  confirmedAt: 'timestamp with time zone?',
  idleLimit: 'bigint?',
  retryAt: 'timestamp with time zone?',
  isFull: 'boolean',
  isRepeated: 'boolean',
} as const satisfies Columns;

/**
 * Begins a session and counts it in buckets, in one statement behind the lock of the user's row: sign-ins, revocations of
 * all sessions and password changes of one user run one after the other. Returns only `session: null` if the password has
 * changed, or the account is disabled or deleted.
 */
export async function beginSession(
  change: Change,
  pool: StatementPool,
  session: NewSession,
  limits: SessionCap,
  buckets: readonly Bucket[],
): Promise<BegunSession> {
  const userId = toRowId(session.userId);
  if (userId === null) return { session: null, retryAt: null };
  const sql = beginning(change, userId, session, limits, buckets);
  const [row] = await pool.runBehindUserLock(userId, columns, sql).catch(noneIfTokenExists);
  if (!row || row.id === null || row.deviceId === null) {
    const { retryAt = null, isFull = false, isRepeated = false } = row ?? {};
    return { session: null, retryAt, ...(isFull && { isFull }), ...(isRepeated && { isRepeated }) };
  }
  const { retryAt: _retryAt, isFull: _isFull, isRepeated: _isRepeated, id, deviceId, ...begun } = row;
  const {
    tokenHash: _token,
    deviceTokenHash: _device,
    passwordHash: _password,
    bindingSecret,
    proof,
    ...kept
  } = session;
  const { language: _language, country: _country, ...stored } = kept;
  const written: Session = {
    ...stored,
    ...begun,
    id,
    deviceId,
    methods: proof?.methods ?? ['pwd'],
    authenticatedAt: proof?.at ?? null,
    steppedUpAt: null,
    lastUsedAt: session.createdAt,
    activeDays: oneDay,
    lastCountry: session.country,
    endedAt: null,
    endReason: null,
    binding: bindingSecret === null ? null : { secret: bindingSecret, key: null },
  };
  return { session: written, retryAt: null };
}

/** Only a token that is derived from an idempotency key can exist already, never one that was drawn at random. */
function noneIfTokenExists(error: unknown): [] {
  if (error instanceof pg.DatabaseError && error.constraint === 'sessions_token_hash_key') return [];
  throw error;
}

/** Whether an earlier request drew the token of this one. Only an application repeats a request, by its idempotency key. */
const isRepeatedBy = ({ proof, tokenHash }: NewSession): Prisma.Sql =>
  proof
    ? Prisma.sql`EXISTS (SELECT 1 FROM replaced_tokens WHERE token_hash = ${toBytes(tokenHash)})`
    : Prisma.sql`FALSE`;

/**
 * Parts of the statement: the account of the sign-in where nothing has changed since the password was checked (`admitted`),
 * and the same where it has room for a session or may end one (`account`).
 */
function accountOfSignIn(
  userId: bigint,
  signIn: NewSession,
  { perUser, atLimit = 'end_another', cutoff }: SessionCap,
  isCounted: Prisma.Sql,
): Prisma.Sql {
  const { deviceTokenHash, passwordHash } = signIn;
  const isBrowser = deviceTokenHash !== null;
  const count = sessionCount({ userId, isBrowser, cutoff }, deviceTokenHash);
  return Prisma.sql`
    admitted AS (
      SELECT id, email, created_at, idle_limit, language, countries,
        COALESCE(${isBrowser ? Prisma.sql`max_browsers` : Prisma.sql`max_programs`}, ${perUser}::integer) AS max_sessions,
        COALESCE(refuses_at_limit, ${atLimit === 'refuse'}::boolean) AS refuses
      FROM users
      WHERE id = ${userId} AND password_hash = ${passwordHash} AND disabled_at IS NULL AND NOT ${isRepeatedBy(signIn)} AND ${isCounted}
    ), account AS (
      SELECT * FROM admitted WHERE CASE WHEN refuses THEN ${count} < max_sessions ELSE TRUE END
    )`;
}

/**
 * The statement: buckets, device, session, event, alert, the owner's language and countries, and the sessions that it ends.
 * The CTEs do not see each other's rows, only what they return, so the session that the new one replaces is excluded here
 * from those beyond the limit.
 */
function beginning(
  change: Change,
  userId: bigint,
  signIn: NewSession,
  limits: SessionCap,
  buckets: readonly Bucket[],
): Prisma.Sql {
  const { tokenHash, deviceTokenHash, bindingSecret, language, country, proof, ...session } = signIn;
  const { userAgent, clientLabel, ip, rememberMe, createdAt, absoluteExpiresAt } = session;
  const isBrowser = deviceTokenHash !== null;
  const methods = proof?.methods ?? ['pwd'];
  const program = isBrowser ? null : programIdentity(userAgent, clientLabel);
  const at = Prisma.sql`${createdAt}::timestamptz`;
  // A program has no cookie, so none of its sign-ins replaces an earlier one.
  const ofSameBrowser = isBrowser ? Prisma.sql`device_id = (SELECT id FROM device)` : Prisma.sql`FALSE`;
  const beyondLimit = sessionsBeyondLimit({
    userId,
    except: ofSameBrowser,
    program,
    max: Prisma.sql`(SELECT max_sessions FROM account)`,
    cutoff: limits.cutoff,
  });
  const endsOthers = endings(change, {
    pick: Prisma.sql`user_id = (SELECT user_id FROM signed_in) AND (${ofSameBrowser} OR ${beyondLimit})`,
    reason: Prisma.sql`(CASE WHEN ${ofSameBrowser} THEN 'superseded' ELSE 'limit_reached' END)::session_end_reason`,
    cutoff: limits.cutoff,
    actorId: Prisma.sql`(SELECT session_id FROM signed_in)`,
  });
  const signedIn = writeEvents(change, {
    kind: 'signed_in',
    at,
    userAgent: Prisma.sql`${userAgent}`,
    ip: Prisma.sql`${ip}`,
    methods: Prisma.sql`${methods}::text[]`,
    from: Prisma.sql`begun RETURNING user_id, session_id`,
  });
  const { parts, isCounted, retryAt } = counting(buckets, createdAt);
  return Prisma.sql`
    WITH ${parts} ${accountOfSignIn(userId, signIn, limits, isCounted)}, ${deviceOfSignIn({ userId, deviceTokenHash, program, country, at: createdAt })}, begun AS (
      INSERT INTO sessions (user_id, device_id, token_hash, user_agent, ip, client_label, remember_me, created_at,
        last_used_at, last_country, idle_at, absolute_expires_at, binding_secret, methods, authenticated_at)
      SELECT account.id, device.id, ${toBytes(tokenHash)}, ${userAgent}, ${ip}, ${clientLabel}, ${rememberMe}, ${at},
        ${at}, ${country}, ${at} + idle_limit * interval '1 millisecond', ${absoluteExpiresAt}::timestamptz,
        ${bindingSecret}, ${methods}::text[], ${proof?.at ?? null}::timestamptz
      FROM account, device
      RETURNING id, user_id, device_id
    ), signed_in AS (
      ${signedIn}
    ), ${alertOfSignIn({ userId, userAgent, clientLabel, ip, createdAt, program, country })}, of_owner AS (
      UPDATE users SET language = ${isBrowser ? Prisma.sql`${language}` : Prisma.sql`users.language`},
        countries = COALESCE(users.countries, array_remove(ARRAY[${country}::text], NULL))
      FROM account, device, cause
      WHERE users.id = account.id AND asks IS NULL AND device.confirmed_at <= ${at}
        AND (account.countries IS NULL OR (${isBrowser}::boolean AND account.language IS DISTINCT FROM ${language}::text))
    ), ${endsOthers}
    SELECT begun.id, begun.device_id AS "deviceId", device.label AS "label",
      CASE WHEN asks IS NULL THEN device.confirmed_at END AS "confirmedAt", account.idle_limit AS "idleLimit",
      ${retryAt} AS "retryAt", EXISTS (SELECT 1 FROM admitted) AND NOT EXISTS (SELECT 1 FROM account) AS "isFull",
      ${isRepeatedBy(signIn)} AS "isRepeated"
    FROM (SELECT) AS one LEFT JOIN (begun CROSS JOIN device CROSS JOIN cause CROSS JOIN account) ON TRUE`;
}
