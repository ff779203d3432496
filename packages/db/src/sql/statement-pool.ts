import { hash } from 'node:crypto';
import pg from 'pg';
import { reportUnavailable } from '../connection/unavailable.ts';
import type { Prisma } from '../generated/client.ts';
import type { Columns, RowOf } from './rows.ts';

/** A statement that PostgreSQL plans once for each connection, and the columns of its rows. */
export interface Statement<Of extends Columns> {
  readonly name: string;
  readonly columns: Of;
  readonly text: string;
}

/** Makes a statement whose parameters are written as `$1` and so on. The `Sql` has no values. */
export const statement = <const Of extends Columns>(name: string, columns: Of, sql: Prisma.Sql): Statement<Of> => ({
  name,
  columns,
  text: sql.text,
});

const bigint = pg.types.builtins.INT8;
const moment = pg.types.builtins.TIMESTAMPTZ;
const zero = '0'.charCodeAt(0);

/**
 * The parser of each type. Ids become numbers. Times are read by fixed positions, which takes a tenth of the time of
 * `pg`'s own parser.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser(type, format): (text: string) => unknown {
    if (format !== 'binary' && type === bigint) return readId;
    if (format !== 'binary' && type === moment) return readMoment;
    // oxlint-disable-next-line no-unsafe-return -- so say its own types.
    return pg.types.getTypeParser(type, format);
  },
};

/** The few statements of the hot paths, run by `pg` itself on the same connections that Prisma uses. */
export class StatementPool {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async run<Of extends Columns>({ name, text }: Statement<Of>, values: unknown[]): Promise<RowOf<Of>[]> {
    const { rows } = await reportUnavailable(() => this.#pool.query<RowOf<Of>>({ name, text, values, types }));
    return rows;
  }

  /**
   * Runs one statement in a transaction that has locked the row of a user before, so that the statement sees what earlier
   * holders of the lock have committed. Transaction and lock begin in one round trip. On an error of PostgreSQL it rolls
   * back; after any other failure it closes the connection, because the statement may still be running there. The statement
   * is prepared under the hash of its text, because planning a long one takes longer than running it: the texts must be few,
   * since each connection keeps the plan of each. The columns give the rows their type, and `rows.test.ts` compares them with
   * the statement.
   */
  async runBehindUserLock<Of extends Columns>(
    userId: bigint,
    _columns: Of,
    { text, values }: Prisma.Sql,
  ): Promise<RowOf<Of>[]> {
    return reportUnavailable(async () => {
      const client = await this.#pool.connect();
      let isBroken = true;
      try {
        const lock = `SELECT 1 FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
        await client.query(`BEGIN ISOLATION LEVEL READ COMMITTED; ${lock}`);
        const { rows } = await client.query<RowOf<Of>>({ name: hash('sha1', text), text, values, types });
        await client.query('COMMIT');
        isBroken = false;
        return rows;
      } catch (error) {
        if (error instanceof pg.DatabaseError) {
          await client.query('ROLLBACK');
          isBroken = false;
        }
        throw error;
      } finally {
        client.release(isBroken);
      }
    });
  }
}

function readId(text: string): number {
  const id = Number(text);
  if (!Number.isSafeInteger(id)) throw new RangeError(`The row id ${text} is no safe integer`);
  return id;
}

/** `2026-03-01 12:00:00.123456+00`, as connections in UTC write it. Digits below a millisecond are cut off. */
function readMoment(text: string): Date {
  if (text[4] !== '-' || !text.endsWith('+00')) throw new RangeError(`${text} is no moment in UTC`);
  const end = text.length - '+00'.length;
  // Reads digits without creating strings, because a list has many times.
  const digit = (at: number) => (at < end ? text.charCodeAt(at) - zero : 0);
  const two = (at: number) => 10 * digit(at) + digit(at + 1);
  const milliseconds = 100 * digit(20) + two(21);
  return new Date(Date.UTC(100 * two(0) + two(2), two(5) - 1, two(8), two(11), two(14), two(17), milliseconds));
}
