import { StoreUnavailable } from '@latchkey/sessions/store-unavailable';

/** Codes of Prisma, PostgreSQL and the operating system that mean that the database is unavailable. */
const codes = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
  '57P01',
  '57P02',
  '57P03',
  // The server ended a statement or a connection that took too long.
  '57014',
  '25P03',
  '53300',
  // Its disk is full, or fails.
  '53100',
  '58030',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** The same as kinds of errors of Prisma's adapter, which raw queries fail with. */
const kinds = new Set(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout', 'TooManyConnections']);

/** Messages of `pg` without a code, when a connection is not established, breaks, or times out. */
const messages = /^(Connection terminated|timeout e(xpired|xceeded)|Query read timeout|Client has encountered a conn)/;

/** Runs work on the database. Throws `StoreUnavailable` where it fails because the database is unavailable. */
export async function reportUnavailable<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw isUnavailable(error) ? new StoreUnavailable(error) : error;
  }
}

function isUnavailable(error: unknown): boolean {
  return isAny(
    error,
    ({ code, kind, message }) =>
      codes.has(String(code)) || kinds.has(String(kind)) || (typeof message === 'string' && messages.test(message)),
  );
}

/** Codes of PostgreSQL and Prisma for a transaction that was rolled back after a lock timeout or a deadlock. */
const lockCodes = new Set(['55P03', '40P01', 'P2034']);

/** Whether a statement or transaction was rolled back because of a lock, and can be retried. */
export function isBrokenOffByLock(error: unknown): boolean {
  return isAny(error, ({ code, originalCode }) => lockCodes.has(String(code)) || lockCodes.has(String(originalCode)));
}

/** Tries of work that PostgreSQL rolls back because of a lock. */
const mostTries = 10;

/** Runs a statement or transaction again, at most ten times, where it was rolled back because of a lock. */
export async function tryAgainAfterLock<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (tries === mostTries || !isBrokenOffByLock(error)) throw error;
    }
  }
}

type ErrorFields = Readonly<Record<'code' | 'originalCode' | 'kind' | 'message', unknown>>;

/** Whether an error or one of its causes matches. Prisma keeps the adapter's error in `meta.driverAdapterError`. */
function isAny(error: unknown, matches: (fields: ErrorFields) => boolean): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const field = (key: keyof ErrorFields): unknown => Reflect.get(error, key);
  const [code, originalCode, kind, message] = [field('code'), field('originalCode'), field('kind'), field('message')];
  if (matches({ code, originalCode, kind, message })) return true;
  return ['cause', 'meta', 'driverAdapterError'].some((key) => isAny(Reflect.get(error, key), matches));
}
