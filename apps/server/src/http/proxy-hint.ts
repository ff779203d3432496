import type { IncomingHttpHeaders } from 'node:http';
import { canonicalIp } from '@latchkey/sessions/geo/ip-address';
import { ipScope } from '@latchkey/sessions/geo/ip-scope';
import type { FastifyRequest, onRequestHookHandler } from 'fastify';

/** Consecutive routed requests that must show the same sign. A client can forge its own, but not the sign-ins and pages of others. */
const requiredRequests = 100;

/** Headers with the client's address that CDNs and proxies add beside X-Forwarded-For, and inner proxies pass on. */
const clientHeaders = [
  'cf-connecting-ip',
  'true-client-ip',
  'fastly-client-ip',
  'x-azure-clientip',
  'cloudfront-viewer-address',
  'x-real-ip',
];

/** Signs of a proxy that TRUST_PROXY does not name: a test of each routed request, and the message for the log. */
const signs: readonly {
  readonly message: (address: string) => string;
  readonly test: (request: FastifyRequest, address: string) => boolean;
  /** Whether the consecutive requests must come from one address. */
  readonly oneAddress: boolean;
}[] = [
  {
    message: (address) =>
      `Every request seems to come from ${address}, a private address that forwards others. Is a proxy in front? Name it in TRUST_PROXY.`,
    test: ({ headers }, address) => isForwarded(headers) && ipScope(address) === 'private',
    oneAddress: true,
  },
  {
    message: () =>
      'X-Forwarded-For names more proxies than TRUST_PROXY counts or names, so the address of a proxy is taken for that of its clients. Count all proxies in TRUST_PROXY, or name their networks.',
    // `ips` has the peer and the addresses from trusted proxies. The header has more.
    test: (request) =>
      isForwarded(request.headers) && chainLength(request.headers) >= (request.ips?.length ?? Infinity),
    oneAddress: false,
  },
  {
    message: (address) =>
      `A CDN or a proxy in front says that clients have other addresses than ${address}, which is taken for theirs. Pass its header on: docs/integration.md, "Behind a CDN".`,
    test: ({ headers }, address) =>
      clientHeaders.some((name) => {
        const value = headers[name];
        const client = typeof value === 'string' ? canonicalIp(value) : null;
        return client !== null && client !== address;
      }),
    oneAddress: false,
  },
];

/** Logs, once for each sign, that there seems to be a proxy that TRUST_PROXY does not name. */
export function proxyHint(): onRequestHookHandler {
  const counted = signs.map((sign) => ({ ...sign, requests: 0, address: '', isLogged: false }));
  return (request, _reply, done) => {
    done();
    const address = canonicalIp(request.ip) ?? '';
    for (const sign of counted) {
      if (sign.isLogged) continue;
      if (!sign.test(request, address)) {
        // Without the header, the request may be a health check that bypasses the proxy: no reason to start again.
        if (isForwarded(request.headers) || sign.oneAddress) sign.requests = 0;
        continue;
      }
      sign.requests = sign.oneAddress && sign.address !== address ? 1 : sign.requests + 1;
      sign.address = address;
      if (sign.requests < requiredRequests) continue;
      sign.isLogged = true;
      request.log.warn(sign.message(address));
    }
  };
}

const isForwarded = (headers: IncomingHttpHeaders): boolean => headers['x-forwarded-for'] !== undefined;

function chainLength({ 'x-forwarded-for': forwarded = '' }: IncomingHttpHeaders): number {
  return [forwarded].flat().join().split(',').length;
}
