import type { SessionWithUser, SessionCursor, SessionOrder } from '@latchkey/sessions/sessions/session-store';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import { Prisma } from '../generated/client.ts';
import { liveBy } from '../sql/live.ts';
import type { Columns, RowOf } from '../sql/rows.ts';
import { statement } from '../sql/statement-pool.ts';

/** The columns of both the list and the authentication. */
const commonColumns = {
  id: 'bigint',
  deviceId: 'bigint',
  label: 'text?',
  confirmedAt: 'timestamp with time zone?',
  userAgent: 'text',
  ip: 'text?',
  clientLabel: 'text?',
  createdAt: 'timestamp with time zone',
  lastUsedAt: 'timestamp with time zone',
  activeDays: 'integer',
  lastCountry: 'text?',
  rememberMe: 'boolean',
  idleLimit: 'bigint?',
  absoluteExpiresAt: 'timestamp with time zone',
} as const satisfies Columns;

const commonSelection = Prisma.sql`
  sessions.id, device_id AS "deviceId", label, confirmed_at AS "confirmedAt", user_agent AS "userAgent", ip,
  client_label AS "clientLabel", sessions.created_at AS "createdAt", last_used_at AS "lastUsedAt",
  active_days AS "activeDays", last_country AS "lastCountry", remember_me AS "rememberMe", (EXTRACT(EPOCH FROM idle_at - last_used_at) * 1000)::bigint AS "idleLimit",
  absolute_expires_at AS "absoluteExpiresAt"`;

/** The columns of a `SessionSummary`. */
const summaryColumns = {
  ...commonColumns,
  isBound: 'boolean',
  knownCountries: 'text?',
  signInMethods: 'text',
} as const satisfies Columns;

/** Countries and methods come as one text, because an array would be parsed in each row. The subquery is evaluated once. */
const summarySelection = Prisma.sql`${commonSelection}, binding_key IS NOT NULL AS "isBound",
  (SELECT array_to_string(countries, ' ') FROM users WHERE users.id = ${Prisma.raw('$1')}) AS "knownCountries",
  array_to_string(COALESCE(sign_in_methods, methods), ' ') AS "signInMethods"`;

/** A session with its user, and whether it began in a browser. */
const sessionWithUserColumns = {
  ...commonColumns,
  userId: 'bigint',
  methods: 'text[]',
  authenticatedAt: 'timestamp with time zone?',
  steppedUpAt: 'timestamp with time zone?',
  bindingSecret: 'text?',
  bindingKey: 'text?',
  endedAt: 'timestamp with time zone?',
  endReason: 'session_end_reason?',
  subject: 'text?',
  email: 'text?',
  displayName: 'text?',
  registeredAt: 'timestamp with time zone',
  ofBrowser: 'boolean',
} as const satisfies Columns;

const sessionWithUserSelection = Prisma.sql`${commonSelection},
  sessions.user_id AS "userId", methods, authenticated_at AS "authenticatedAt", stepped_up_at AS "steppedUpAt",
  binding_secret AS "bindingSecret", binding_key AS "bindingKey", ended_at AS "endedAt", end_reason AS "endReason",
  subject, email, display_name AS "displayName", users.created_at AS "registeredAt", devices.token_hash IS NOT NULL AS "ofBrowser"`;

const sessionsWithUsers = Prisma.sql`
  sessions JOIN devices ON devices.id = device_id JOIN users ON users.id = sessions.user_id`;

/** Finds the session of a request's token when it is not cached. */
export const findSession = statement(
  'find_session',
  sessionWithUserColumns,
  Prisma.sql`SELECT ${sessionWithUserSelection} FROM ${sessionsWithUsers} WHERE sessions.token_hash = ${Prisma.raw('$1')}`,
);

/** Finds the sessions of many open streams, to recheck them. */
export const findSessions = statement(
  'find_sessions',
  { ...sessionWithUserColumns, tokenHash: 'text' },
  Prisma.sql`SELECT ${sessionWithUserSelection}, encode(sessions.token_hash, 'hex') AS "tokenHash" FROM ${sessionsWithUsers}
  WHERE sessions.token_hash = ANY (${Prisma.raw('$1')}::bytea[])`,
);

/** The live sessions of a user ($1) at a moment ($2), by the default idle limit ($3). */
const liveOfUser = Prisma.sql`
  sessions JOIN devices ON devices.id = device_id
  WHERE sessions.user_id = ${Prisma.raw('$1')} AND ${liveBy({ now: Prisma.raw('$2'), idleSince: Prisma.raw('$3') })}`;

/** The list that the page and the programs ask for. Only what it shows: each column is paid for at each request. */
export const listSessions = statement(
  'list_sessions',
  summaryColumns,
  Prisma.sql`SELECT ${summarySelection} FROM ${liveOfUser} ORDER BY last_used_at, sessions.id`,
);

/** A page of the list after a cursor ($4: the last use in microseconds, $5: the id), of at most $6 rows. */
const pageOf = (name: string, beyond: '<' | '>', direction: 'ASC' | 'DESC') =>
  statement(
    name,
    { ...summaryColumns, lastUsed: 'bigint' },
    Prisma.sql`SELECT ${summarySelection}, (extract(epoch FROM last_used_at) * 1000000)::bigint AS "lastUsed"
    FROM ${liveOfUser} AND (last_used_at, sessions.id) ${Prisma.raw(beyond)}
        (timestamptz 'epoch' + ${Prisma.raw('$4')}::float8 * interval '1 microsecond', ${Prisma.raw('$5')}::bigint)
    ORDER BY last_used_at ${Prisma.raw(direction)}, sessions.id ${Prisma.raw(direction)} LIMIT ${Prisma.raw('$6')}`,
  );

/** The statement of each order, and the cursor before its first row. */
export const pageStatements: Readonly<
  Record<SessionOrder, { readonly statement: ReturnType<typeof pageOf>; readonly start: SessionCursor }>
> = {
  latest_use_first: {
    statement: pageOf('page_latest', '<', 'DESC'),
    start: { lastUsed: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER },
  },
  oldest_use_first: { statement: pageOf('page_oldest', '>', 'ASC'), start: { lastUsed: 0, id: 0 } },
};

const daysPassed = Prisma.sql`(locked.at AT TIME ZONE 'UTC')::date - (sessions.last_used_at AT TIME ZONE 'UTC')::date`;
/** The domain's `afterUse`, merged with the active days that came with the use. `bigint`, so that a shift does not overflow. */
const afterUse = Prisma.sql`((sessions.active_days::bigint << LEAST(${daysPassed}, 31)) & 2147483647)::integer | locked.active_days`;

/**
 * Writes all due uses, once a second. A row is updated only if its stored last use is at $4 or before; the instance filters
 * by the same rule, so it sends no use in vain. Rows are locked in the order of their ids, because two instances may write
 * the same ones. Locked rows are skipped, and their stored last use is returned.
 */
export const recordUses = statement(
  'record_uses',
  { id: 'bigint', lastUsedAt: 'timestamp with time zone' },
  Prisma.sql`WITH used AS (
    SELECT sessions.id, use.at, use.active_days, use.country, last_used_at
    FROM unnest(${Prisma.raw('$1::bigint[], $2::timestamptz[], $3::integer[], $6::text[]')}) AS use (id, at, active_days, country)
    JOIN sessions ON sessions.id = use.id
    WHERE ${liveBy({ now: Prisma.raw('use.at'), idleSince: Prisma.raw("use.at - $5 * interval '1 millisecond'") })}
  ), locked AS (
    SELECT sessions.id, used.at, used.active_days, used.country FROM sessions JOIN used ON used.id = sessions.id
    WHERE used.last_used_at <= ${Prisma.raw('$4')}::timestamptz AND used.last_used_at < used.at
    ORDER BY sessions.id FOR NO KEY UPDATE OF sessions SKIP LOCKED
  ), written AS (
    UPDATE sessions SET last_used_at = locked.at, active_days = ${afterUse}, last_country = locked.country,
      idle_at = idle_at + (locked.at - sessions.last_used_at)
    FROM locked
    WHERE sessions.id = locked.id AND ended_at IS NULL AND sessions.last_used_at < locked.at
    RETURNING sessions.id, sessions.last_used_at
  )
  SELECT used.id, COALESCE(written.last_used_at, used.last_used_at) AS "lastUsedAt"
  FROM used LEFT JOIN written ON written.id = used.id`,
);

/** A row with its User-Agent header as the domain caps it. */
export const toSession = <Row extends { readonly userAgent: string }>(row: Row) => ({
  ...row,
  userAgent: capUserAgent(row.userAgent),
});

export function toSessionWithUser({
  subject,
  email,
  displayName,
  registeredAt,
  ofBrowser,
  bindingSecret,
  bindingKey,
  ...session
}: RowOf<typeof sessionWithUserColumns>): SessionWithUser {
  const binding = bindingSecret === null ? null : { secret: bindingSecret, key: bindingKey };
  return {
    session: { ...toSession(session), binding },
    user: { id: session.userId, subject, email, displayName, createdAt: registeredAt },
    ofBrowser,
  };
}
