import { canonicalIp } from '@latchkey/sessions/geo/ip-address';
import type { onResponseHookHandler } from 'fastify';
import { healthPaths } from './health.ts';

/** Whether requests are logged at this level. If not, the hook is not installed, and costs nothing. */
export const logsRequests = (level: string): boolean => level === 'info' || level === 'debug';

/**
 * Logs one line for each request: method, route, status, duration, IP address. The route instead of the URL, because a URL
 * may contain a token or an e-mail address by mistake.
 */
export const requestLog: onResponseHookHandler = ({ id, method, routeOptions, params, ip, log }, reply, done) => {
  if (healthPaths.has(routeOptions.url ?? '')) {
    done();
    return;
  }
  const route = routeOptions.url?.replace(':path', procedureOf(params)) ?? 'none';
  const ms = Math.round(reply.elapsedTime * 10) / 10;
  log.info({ reqId: id, method, route, status: reply.statusCode, ms, ip: canonicalIp(ip) });
  done();
};

/** The names of a tRPC request's procedures. Other text in their place is not logged. */
function procedureOf(params: unknown): string {
  const path = typeof params === 'object' && params !== null && 'path' in params ? String(params.path) : '';
  return /^[a-zA-Z.,]{1,200}$/.test(path) ? path : ':path';
}
