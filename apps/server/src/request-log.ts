import { canonicalAddress } from '@latchkey/sessions/addresses/address';
import type { onResponseHookHandler } from 'fastify';
import { healthPaths } from './health.ts';

/** Whether requests are written at this level at all. Where not, no request pays for the hook. */
export const writesRequests = (level: string): boolean => level === 'info' || level === 'debug';

/**
 * One line a request: what was asked, the answer, how long it took. The route and not the URL, because a URL may hold
 * what somebody put there by mistake: a token, an address.
 */
export const requestLog: onResponseHookHandler = ({ id, method, routeOptions, params, ip, log }, reply, done) => {
  if (healthPaths.has(routeOptions.url ?? '')) {
    done();
    return;
  }
  const route = routeOptions.url?.replace(':path', procedureOf(params)) ?? 'none';
  const ms = Math.round(reply.elapsedTime * 10) / 10;
  log.info({ reqId: id, method, route, status: reply.statusCode, ms, ip: canonicalAddress(ip) });
  done();
};

/** The procedures of a tRPC request are its route. Whatever else stands there is nobody's business. */
function procedureOf(params: unknown): string {
  const path = typeof params === 'object' && params !== null && 'path' in params ? String(params.path) : '';
  return /^[a-zA-Z.,]{1,200}$/.test(path) ? path : ':path';
}
