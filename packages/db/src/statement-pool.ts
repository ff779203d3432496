import pg from 'pg';
import { reportUnavailable } from './unavailable.ts';

/** A statement that PostgreSQL plans once for each connection, and what its rows are. */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  /** Never set: it only lends the rows their type. */
  readonly row?: Row;
}

export const statement = <Row>(name: string, text: string): Statement<Row> => ({ name, text });

const bigint = pg.types.builtins.INT8;
const moment = pg.types.builtins.TIMESTAMPTZ;
const zero = '0'.charCodeAt(0);

/** What each type is read with. Ids as numbers, moments by their fixed places: the general way takes ten times as long. */
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

  async run<Row extends object>({ name, text }: Statement<Row>, values: unknown[]): Promise<Row[]> {
    const { rows } = await reportUnavailable(() => this.#pool.query<Row>({ name, text, values, types }));
    return rows;
  }

  /**
   * Runs one statement in a transaction that has locked the row of a user before, so that it sees what was committed by those
   * for whom the lock had to wait. Transaction and lock begin in one round trip. What PostgreSQL refuses is rolled back; after any
   * other failure the connection is closed, because the statement may still be running on it.
   */
  async runBehindUserLock<Row extends object>(
    userId: bigint,
    query: { readonly text: string; readonly values: unknown[] },
  ): Promise<Row[]> {
    return reportUnavailable(async () => {
      const client = await this.#pool.connect();
      let isBroken = true;
      try {
        const lock = `SELECT 1 FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
        await client.query(`BEGIN ISOLATION LEVEL READ COMMITTED; ${lock}`);
        const { rows } = await client.query<Row>({ ...query, types });
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

/** `2026-03-01 12:00:00.123456+00`, as connections in UTC write it. Whatever lies beyond a millisecond is cut off. */
function readMoment(text: string): Date {
  if (text[4] !== '-' || !text.endsWith('+00')) throw new RangeError(`${text} is no moment in UTC`);
  const end = text.length - '+00'.length;
  // Digit by digit, without a text for each number: a list has many moments.
  const digit = (at: number) => (at < end ? text.charCodeAt(at) - zero : 0);
  const two = (at: number) => 10 * digit(at) + digit(at + 1);
  const milliseconds = 100 * digit(20) + two(21);
  return new Date(Date.UTC(100 * two(0) + two(2), two(5) - 1, two(8), two(11), two(14), two(17), milliseconds));
}
