import type { LiveSession, Session } from '@latchkey/sessions/session';
import type { FoundSession, SessionCursor, SessionOrder } from '@latchkey/sessions/session-store';
import { capUserAgent } from '@latchkey/sessions/user-agent';
import { statement } from './statement-pool.ts';

/** A session as its row is read: what its client said of itself is not known to be harmless yet. */
type Row<Of extends Pick<LiveSession, 'userAgent'>> = Omit<Of, 'userAgent'> & { readonly userAgent: string };

const common = `
  sessions.id, device_id AS "deviceId", name AS "deviceName", confirmed_at AS "confirmedAt", user_agent AS "userAgent", address, information,
  sessions.created_at AS "createdAt", last_used_at AS "lastUsedAt", active_days AS "activeDays",
  (EXTRACT(EPOCH FROM idle_at - last_used_at) * 1000)::bigint AS "idleLimit", expires_at AS "expiresAt"`;

const listed = `${common}, binding_key IS NOT NULL AS "isBound"`;

const columns = `${common},
  sessions.user_id AS "userId", stays_signed_in AS "staysSignedIn", stepped_up_at AS "steppedUpAt",
  binding_secret AS "bindingSecret", binding_key AS "bindingKey", ended_at AS "endedAt", end_reason AS "endReason"`;

/** A session with its user, and whether it began in a browser. */
export type FoundRow = Row<Omit<Session, 'binding'>> & {
  readonly bindingSecret: string | null;
  readonly bindingKey: string | null;
  readonly email: string;
  readonly registeredAt: Date;
  readonly ofBrowser: boolean;
};

const found = `${columns}, email, users.created_at AS "registeredAt", devices.token_hash IS NOT NULL AS "ofBrowser"`;
const foundFrom = `sessions JOIN devices ON devices.id = device_id JOIN users ON users.id = sessions.user_id`;

/** Every authenticated request that is not answered from memory. */
export const findSession = statement<FoundRow>(
  'find_session',
  `SELECT ${found} FROM ${foundFrom} WHERE sessions.token_hash = $1`,
);

/** Many open streams at once, whose sessions may have been changed. */
export const findSessions = statement<FoundRow & { readonly tokenHash: string }>(
  'find_sessions',
  `SELECT ${found}, encode(sessions.token_hash, 'hex') AS "tokenHash" FROM ${foundFrom}
  WHERE sessions.token_hash = ANY ($1::bytea[])`,
);

/** The list that the page and the programs ask for. Only what it shows: each column is paid for at each request. */
export const listSessions = statement<Row<LiveSession>>(
  'list_sessions',
  `SELECT ${listed} FROM sessions JOIN devices ON devices.id = device_id
  WHERE sessions.user_id = $1 AND ended_at IS NULL AND expires_at > $2 AND last_used_at > $3
    AND (idle_at IS NULL OR idle_at > $2)
  ORDER BY last_used_at, sessions.id`,
);

const pageOf = (name: string, beyond: '<' | '>', direction: 'ASC' | 'DESC') =>
  statement<Row<LiveSession> & { readonly lastUsed: number }>(
    name,
    `SELECT ${listed}, (extract(epoch FROM last_used_at) * 1000000)::bigint AS "lastUsed"
    FROM sessions JOIN devices ON devices.id = device_id
    WHERE sessions.user_id = $1 AND ended_at IS NULL AND expires_at > $2 AND last_used_at > $3
      AND (idle_at IS NULL OR idle_at > $2) AND (last_used_at, sessions.id) ${beyond}
        (timestamptz 'epoch' + $4::float8 * interval '1 microsecond', $5::bigint)
    ORDER BY last_used_at ${direction}, sessions.id ${direction} LIMIT $6`,
  );

/** A part of the list, either way, and the place before all others. */
export const pageStatements: Readonly<
  Record<SessionOrder, { readonly statement: ReturnType<typeof pageOf>; readonly start: SessionCursor }>
> = {
  latest_use_first: {
    statement: pageOf('page_latest', '<', 'DESC'),
    start: { lastUsed: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER },
  },
  oldest_use_first: { statement: pageOf('page_oldest', '>', 'ASC'), start: { lastUsed: 0, id: 0 } },
};

/** The domain's `afterUse`, with what else the use knows of. A `bigint` has room for all that is shifted out. */
const daysPassed = `(locked.at AT TIME ZONE 'UTC')::date - (sessions.last_used_at AT TIME ZONE 'UTC')::date`;
const afterUse = `((sessions.active_days::bigint << LEAST(${daysPassed}, 31)) & 2147483647)::integer | locked.active_days`;

/**
 * Once a second, all uses that are due. It writes a row where what stands there is old enough, and not where the use is so
 * much later: an instance asks the same before it sends a use, so that none is asked about in vain. It locks rows in the order of their ids, as two instances may write the same ones; and
 * it passes over what is locked, which tells nothing of whether it lives: `written` is then what stands there now.
 */
export const recordUses = statement<{ readonly id: number; readonly lastUsedAt: Date }>(
  'record_uses',
  `WITH used AS (
    SELECT sessions.id, use.at, use.active_days, last_used_at
    FROM unnest($1::bigint[], $2::timestamptz[], $3::integer[]) AS use (id, at, active_days)
    JOIN sessions ON sessions.id = use.id
    WHERE ended_at IS NULL AND expires_at > use.at AND last_used_at > use.at - $5 * interval '1 millisecond'
      AND (idle_at IS NULL OR idle_at > use.at)
  ), locked AS (
    SELECT sessions.id, used.at, used.active_days FROM sessions JOIN used ON used.id = sessions.id
    WHERE used.last_used_at <= $4::timestamptz AND used.last_used_at < used.at
    ORDER BY sessions.id FOR NO KEY UPDATE OF sessions SKIP LOCKED
  ), written AS (
    UPDATE sessions SET last_used_at = locked.at, active_days = ${afterUse},
      idle_at = idle_at + (locked.at - sessions.last_used_at)
    FROM locked
    WHERE sessions.id = locked.id AND ended_at IS NULL AND sessions.last_used_at < locked.at
    RETURNING sessions.id, sessions.last_used_at
  )
  SELECT used.id, COALESCE(written.last_used_at, used.last_used_at) AS "lastUsedAt"
  FROM used LEFT JOIN written ON written.id = used.id`,
);

export const readSession = <Of extends { readonly userAgent: string }>(row: Of) => ({
  ...row,
  userAgent: capUserAgent(row.userAgent),
});

export function readFound({
  email,
  registeredAt,
  ofBrowser,
  bindingSecret,
  bindingKey,
  ...session
}: FoundRow): FoundSession {
  const binding = bindingSecret === null ? null : { secret: bindingSecret, key: bindingKey };
  return {
    session: { ...readSession(session), binding },
    user: { id: session.userId, email, createdAt: registeredAt },
    ofBrowser,
  };
}
