import type { Bucket } from '@latchkey/sessions/rate-limits/rate-limiter';
import { Prisma } from '../generated/client.ts';
import type { Columns } from '../sql/rows.ts';
import { statement } from '../sql/statement-pool.ts';

const takenColumns = {
  /** The alternative that had room, or null. */
  way: 'integer?',
  /** The keys of the buckets that were counted in. Some are missing where a concurrent attempt took their last place. */
  taken: 'text[]?',
  /** If no alternative had room: when one will have room. */
  retryAt: 'timestamp with time zone?',
} as const satisfies Columns;

const attemptColumns = {
  ...takenColumns,
  isKnown: 'boolean',
  id: 'bigint?',
  passwordHash: 'text?',
  createdAt: 'timestamp with time zone?',
  disabledAt: 'timestamp with time zone?',
} as const satisfies Columns;

/** The parameters of a statement: the buckets, each with the number of its alternative (`way`), and the time. */
interface TakingParameters extends Readonly<Record<'ways' | 'keys' | 'bursts' | 'everys' | 'now', Prisma.Sql>> {
  /** A condition on a row of `wanted`: whether its alternative may be used. */
  readonly isOpen: Prisma.Sql;
}

/**
 * Counts one attempt in all buckets of the first alternative that has room in each of them. A bucket is written only
 * if the attempt still fits beside concurrent ones, so that no bucket ever allows more than its burst. Rows are
 * locked in the order of their keys, so that two attempts cannot deadlock.
 */
const taking = ({ ways, keys, bursts, everys, now, isOpen }: TakingParameters): Prisma.Sql => Prisma.sql`
  wanted AS (
    SELECT way, key, burst, every * interval '1 millisecond' AS every
    FROM unnest(${ways}::int[], ${keys}::text[], ${bursts}::int[], ${everys}::int[]) AS wanted (way, key, burst, every)
    WHERE ${isOpen}
  ), seen AS (
    SELECT wanted.way, drained_at - (burst - 1) * wanted.every AS retry_at FROM wanted LEFT JOIN rate_limits USING (key)
  ), chosen AS (
    SELECT way FROM seen GROUP BY way HAVING bool_and(retry_at IS NULL OR retry_at <= ${now}::timestamptz)
    ORDER BY way LIMIT 1
  ), taken AS (
    INSERT INTO rate_limits AS counted (key, drained_at)
    SELECT key, ${now}::timestamptz + every FROM wanted JOIN chosen USING (way) ORDER BY key
    ON CONFLICT (key) DO UPDATE
    SET drained_at = GREATEST(counted.drained_at, ${now}::timestamptz) + (EXCLUDED.drained_at - ${now}::timestamptz)
    WHERE counted.drained_at <= ${now}::timestamptz + (
      SELECT (burst - 1) * every FROM wanted JOIN chosen USING (way) WHERE wanted.key = counted.key
    )
    RETURNING key
  )`;

/** In a statement that is prepared: parameters $1 to $5. */
const prepared = {
  ways: Prisma.raw('$1'),
  keys: Prisma.raw('$2'),
  bursts: Prisma.raw('$3'),
  everys: Prisma.raw('$4'),
  now: Prisma.raw('$5'),
} as const;

/** The earliest time at which an alternative has room in all of its buckets. */
const retryAt = Prisma.sql`(SELECT min(open_at) FROM (SELECT max(retry_at) AS open_at FROM seen GROUP BY way) AS ways)`;

/** The columns of the result. */
const outcome = Prisma.sql`
  (SELECT way FROM chosen) AS way,
  (SELECT array_agg(key) FROM taken) AS taken,
  ${retryAt} AS "retryAt"`;

export const takeOneWay = statement(
  'take_one_way',
  takenColumns,
  Prisma.sql`WITH ${taking({ ...prepared, isOpen: Prisma.sql`true` })} SELECT ${outcome}`,
);

/**
 * The same for a sign-in ($6 e-mail address, $7 hash of the browser's cookie): alternative 0 is for browsers that the
 * account knows, and the others are for all other clients.
 */
export const beginAttempt = statement(
  'begin_attempt',
  attemptColumns,
  Prisma.sql`WITH account AS (
    SELECT id, password_hash, created_at, disabled_at FROM users WHERE email = ${Prisma.raw('$6')} AND subject IS NULL
  ), known AS (
    SELECT EXISTS (
      SELECT 1 FROM devices JOIN account ON devices.user_id = account.id WHERE token_hash = ${Prisma.raw('$7')}::bytea
    ) AS is_known
  ), ${taking({ ...prepared, isOpen: Prisma.sql`(way = 0) = (SELECT is_known FROM known)` })}
  SELECT ${outcome}, is_known AS "isKnown", account.id, account.password_hash AS "passwordHash",
    account.created_at AS "createdAt", account.disabled_at AS "disabledAt"
  FROM known LEFT JOIN account ON true`,
);

/** Parts of a statement that count it in all of some buckets or in none. `isCounted`: whether it was counted. */
export interface Counting {
  readonly parts: Prisma.Sql;
  readonly isCounted: Prisma.Sql;
  /** If a bucket has no room: when it will have room. */
  readonly retryAt: Prisma.Sql;
}

/**
 * For a statement behind a lock, so that no concurrent one counts in these buckets. Parts that are not empty end with
 * a comma.
 */
export function counting(buckets: readonly Bucket[], now: Date): Counting {
  if (buckets.length === 0) {
    return { parts: Prisma.empty, isCounted: Prisma.sql`TRUE`, retryAt: Prisma.sql`NULL::timestamptz` };
  }
  const [ways, keys, bursts, everys] = valuesOf([buckets]);
  const parameters = {
    ways: Prisma.sql`${ways}`,
    keys: Prisma.sql`${keys}`,
    bursts: Prisma.sql`${bursts}`,
    everys: Prisma.sql`${everys}`,
    now: Prisma.sql`${now}`,
  };
  return {
    parts: Prisma.sql`${taking({ ...parameters, isOpen: Prisma.sql`true` })},`,
    isCounted: Prisma.sql`(SELECT count(*) FROM taken) = ${buckets.length}::int`,
    retryAt: Prisma.sql`CASE WHEN NOT EXISTS (SELECT 1 FROM chosen) THEN ${retryAt} END`,
  };
}

/**
 * Gives one attempt back to buckets ($1 keys, $2 milliseconds of one attempt), or all attempts (null). A bucket that
 * gets back more than was counted is empty.
 */
export const settle = statement(
  'settle_attempt',
  {},
  Prisma.raw(`WITH returned AS (
    SELECT * FROM unnest($1::text[], $2::int[]) AS returned (key, every)
  ), locked AS MATERIALIZED (
    SELECT key FROM rate_limits WHERE key IN (SELECT key FROM returned) ORDER BY key FOR UPDATE
  ), forgotten AS (
    DELETE FROM rate_limits USING locked, returned
    WHERE rate_limits.key = locked.key AND returned.key = locked.key AND returned.every IS NULL
  )
  UPDATE rate_limits SET drained_at = drained_at - returned.every * interval '1 millisecond' FROM locked, returned
  WHERE rate_limits.key = locked.key AND returned.key = locked.key AND returned.every IS NOT NULL`),
);

/** The first four parameters: the buckets of all alternatives. */
export function valuesOf(ways: readonly (readonly Bucket[])[]): [number[], string[], number[], number[]] {
  const buckets = ways.flatMap((way, at) => way.map((bucket) => ({ at, ...bucket })));
  return [
    buckets.map(({ at }) => at),
    buckets.map(({ key }) => key),
    buckets.map(({ burst }) => burst),
    buckets.map(({ every }) => every),
  ];
}
