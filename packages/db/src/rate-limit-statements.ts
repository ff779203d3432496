import type { Bucket } from '@latchkey/sessions/rate-limiter';
import { statement } from './statement-pool.ts';

interface TakenRow {
  /** The way that had room, or null. */
  readonly way: number | null;
  /** The keys that were counted in. Fewer than the way has where another attempt was quicker. */
  readonly taken: readonly string[] | null;
  /** Where no way had room, from when one will have. */
  readonly retryAt: Date | null;
}

interface AttemptRow extends TakenRow {
  readonly isKnown: boolean;
  readonly id: number | null;
  readonly email: string | null;
  readonly passwordHash: string | null;
  readonly createdAt: Date | null;
  readonly disabledAt: Date | null;
}

/**
 * Counts one attempt in all the buckets of the first way that has room in each of them ($1 ways, $2 keys, $3 bursts, $4
 * milliseconds, $5 now). A bucket is written only while the attempt still fits, whatever other attempts are doing, so that none
 * ever allows more than its burst. Rows are locked in the order of their keys, so that no two attempts wait for each other.
 */
const taking = (isOpen: string): string => `
  wanted AS (
    SELECT way, key, burst, every * interval '1 millisecond' AS every
    FROM unnest($1::int[], $2::text[], $3::int[], $4::int[]) AS wanted (way, key, burst, every)
    WHERE ${isOpen}
  ), seen AS (
    SELECT wanted.way, drained_at - (burst - 1) * wanted.every AS retry_at FROM wanted LEFT JOIN rate_limits USING (key)
  ), chosen AS (
    SELECT way FROM seen GROUP BY way HAVING bool_and(retry_at IS NULL OR retry_at <= $5::timestamptz) ORDER BY way LIMIT 1
  ), taken AS (
    INSERT INTO rate_limits AS counted (key, drained_at)
    SELECT key, $5::timestamptz + every FROM wanted JOIN chosen USING (way) ORDER BY key
    ON CONFLICT (key) DO UPDATE
    SET drained_at = GREATEST(counted.drained_at, $5::timestamptz) + (EXCLUDED.drained_at - $5::timestamptz)
    WHERE counted.drained_at <= $5::timestamptz + (
      SELECT (burst - 1) * every FROM wanted JOIN chosen USING (way) WHERE wanted.key = counted.key
    )
    RETURNING key
  )`;

/** What came of it. The earliest moment at which some way has room in all of its buckets. */
const outcome = `
  (SELECT way FROM chosen) AS way,
  (SELECT array_agg(key) FROM taken) AS taken,
  (SELECT min(open_at) FROM (SELECT max(retry_at) AS open_at FROM seen GROUP BY way) AS ways) AS "retryAt"`;

export const takeOneWay = statement<TakenRow>('take_one_way', `WITH ${taking('true')} SELECT ${outcome}`);

/** The same for a sign-in ($6 e-mail address, $7 hash of the browser's cookie): way 0 is open to browsers that the account knows. */
export const beginAttempt = statement<AttemptRow>(
  'begin_attempt',
  `WITH account AS (
    SELECT id, email, password_hash, created_at, disabled_at FROM users WHERE email = $6
  ), known AS (
    SELECT EXISTS (
      SELECT 1 FROM devices JOIN account ON devices.user_id = account.id WHERE token_hash = $7::bytea
    ) AS is_known
  ), ${taking('(way = 0) = (SELECT is_known FROM known)')}
  SELECT ${outcome}, is_known AS "isKnown", account.id, account.email, account.password_hash AS "passwordHash",
    account.created_at AS "createdAt", account.disabled_at AS "disabledAt"
  FROM known LEFT JOIN account ON true`,
);

/**
 * Counts a success like an attempt ($1 to $5), and gives back to other buckets ($6 keys) one attempt ($7 milliseconds), or all
 * (null). A bucket that gets back more than it holds is as good as empty.
 */
export const settle = statement<TakenRow>(
  'settle_attempt',
  `WITH returned AS (
    SELECT * FROM unnest($6::text[], $7::int[]) AS returned (key, every)
  ), locked AS MATERIALIZED (
    SELECT key FROM rate_limits WHERE key IN (SELECT key FROM returned) ORDER BY key FOR UPDATE
  ), forgotten AS (
    DELETE FROM rate_limits USING locked, returned
    WHERE rate_limits.key = locked.key AND returned.key = locked.key AND returned.every IS NULL
  ), given_back AS (
    UPDATE rate_limits SET drained_at = drained_at - returned.every * interval '1 millisecond' FROM locked, returned
    WHERE rate_limits.key = locked.key AND returned.key = locked.key AND returned.every IS NOT NULL
  ), ${taking('true')}
  SELECT ${outcome}`,
);

/** The first four parameters: every bucket of every way. */
export function valuesOf(ways: readonly (readonly Bucket[])[]): [number[], string[], number[], number[]] {
  const buckets = ways.flatMap((way, at) => way.map((bucket) => ({ at, ...bucket })));
  return [
    buckets.map(({ at }) => at),
    buckets.map(({ key }) => key),
    buckets.map(({ burst }) => burst),
    buckets.map(({ every }) => every),
  ];
}
