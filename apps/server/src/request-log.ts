import type { onResponseAsyncHookHandler } from 'fastify';
import { isPrivate } from './trust-proxy.ts';

/** How many requests, all from one private address, look like a proxy that nobody told us of. */
const suspicious = 100;

/**
 * One line a request: what was asked, the answer, how long it took. The route and not the URL, because a URL may hold
 * what somebody put there by mistake: a token, an address.
 */
export function requestLog(): onResponseAsyncHookHandler {
  const proxy = { address: '', requests: 0, hinted: false };
  return async ({ method, routeOptions, params, ip, headers, log }, reply) => {
    const route = routeOptions.url?.replace(':path', procedureOf(params)) ?? 'none';
    log.info({ method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10, ip });

    if (proxy.hinted) return;
    const foreign = isPrivate(ip) && headers['x-forwarded-for'] !== undefined;
    proxy.requests = foreign && (proxy.address === ip || proxy.requests === 0) ? proxy.requests + 1 : 0;
    proxy.address = ip;
    if (proxy.requests < suspicious) return;
    proxy.hinted = true;
    log.warn(
      `Every request seems to come from ${ip}, a private address that forwards others. Is a proxy in front? Name it in TRUST_PROXY.`,
    );
  };
}

/** The procedures of a tRPC request are its route. Whatever else stands there is nobody's business. */
function procedureOf(params: unknown): string {
  const path = typeof params === 'object' && params !== null && 'path' in params ? String(params.path) : '';
  return /^[a-zA-Z.,]{1,200}$/.test(path) ? path : ':path';
}
