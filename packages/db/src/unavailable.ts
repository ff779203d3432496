import { StoreUnavailable } from '@latchkey/sessions/store-unavailable';

/** By these, Prisma, PostgreSQL and the operating system say that the database is away, not the request at fault. */
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

/** The same in the words of Prisma's adapter, which is all that a failed raw query gives. */
const kinds = new Set(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout', 'TooManyConnections']);

/** What `pg` says, without a code, when a connection does not come, breaks, or stays silent. */
const messages = /^(Connection terminated|timeout e(xpired|xceeded)|Query read timeout|Client has encountered a conn)/;

/** Runs something on the database. Where it fails because the database is away, it throws `StoreUnavailable`. */
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

/** By these, PostgreSQL and Prisma say that a transaction was undone because of a lock: too long a wait, or a deadlock. */
const lockCodes = new Set(['55P03', '40P01', 'P2034']);

/** Whether a statement or a transaction was broken off because of a lock, and can be run again as it was. */
export function isBrokenOffByLock(error: unknown): boolean {
  return isAny(error, ({ code, originalCode }) => lockCodes.has(String(code)) || lockCodes.has(String(originalCode)));
}

type Said = Readonly<Record<'code' | 'originalCode' | 'kind' | 'message', unknown>>;

/** Whether an error or one that it stands for says something. Prisma hides what its adapter said in `meta.driverAdapterError`. */
function isAny(error: unknown, says: (said: Said) => boolean): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const said = (key: keyof Said): unknown => Reflect.get(error, key);
  const [code, originalCode, kind, message] = [said('code'), said('originalCode'), said('kind'), said('message')];
  if (says({ code, originalCode, kind, message })) return true;
  return ['cause', 'meta', 'driverAdapterError'].some((key) => isAny(Reflect.get(error, key), says));
}
