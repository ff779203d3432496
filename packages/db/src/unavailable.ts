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
  if (typeof error !== 'object' || error === null) return false;
  if ('code' in error && typeof error.code === 'string' && codes.has(error.code)) return true;
  if ('kind' in error && typeof error.kind === 'string' && kinds.has(error.kind)) return true;
  if ('message' in error && typeof error.message === 'string' && messages.test(error.message)) return true;
  // Prisma hides what its adapter said of a raw query in `meta.driverAdapterError`.
  return ['cause', 'meta', 'driverAdapterError'].some((key) => isUnavailable(Reflect.get(error, key)));
}
