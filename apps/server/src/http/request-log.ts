import { canonicalIp } from '@latchkey/sessions/geo/ip-address';
import type { MemoryAnswer } from '@latchkey/api/http/memory-answers';
import type { FastifyBaseLogger, onResponseHookHandler } from 'fastify';
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
  write(log, { reqId: id, method, route, status: reply.statusCode, ms: reply.elapsedTime, ip: canonicalIp(ip) });
  done();
};

/** Logs the same line for an answer from memory. */
export function logMemoryAnswer(log: FastifyBaseLogger, { id, route, elapsed, ip }: MemoryAnswer): void {
  write(log, { reqId: id, method: 'GET', route, status: 200, ms: elapsed, ip });
}

interface Line {
  readonly reqId: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly ip: string | null;
}

const write = (log: FastifyBaseLogger, line: Line): void => log.info({ ...line, ms: Math.round(line.ms * 10) / 10 });

/** The names of a tRPC request's procedures. Other text in their place is not logged. */
function procedureOf(params: unknown): string {
  const path = typeof params === 'object' && params !== null && 'path' in params ? String(params.path) : '';
  return /^[a-zA-Z.,]{1,200}$/.test(path) ? path : ':path';
}
