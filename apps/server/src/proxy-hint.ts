import type { IncomingHttpHeaders } from 'node:http';
import { canonicalAddress } from '@latchkey/sessions/addresses/address';
import { addressScope } from '@latchkey/sessions/addresses/address-scope';
import type { FastifyRequest, onRequestHookHandler } from 'fastify';

/** How many requests in a row must show the same sign. A client can forge one, but not those of all others. */
const suspicious = 100;

/** What CDNs and other proxies tell of the client beside X-Forwarded-For. Proxies further in pass it on. */
const clientHeaders = [
  'cf-connecting-ip',
  'true-client-ip',
  'fastly-client-ip',
  'x-azure-clientip',
  'cloudfront-viewer-address',
  'x-real-ip',
];

/** Signs of a proxy that TRUST_PROXY does not name: each tells of a request whether it shows it, and what that means. */
const signs: readonly {
  readonly sentence: (address: string) => string;
  readonly isShown: (request: FastifyRequest, address: string) => boolean;
  /** Whether the requests in a row must come from one address. */
  readonly oneAddress: boolean;
}[] = [
  {
    sentence: (address) =>
      `Every request seems to come from ${address}, a private address that forwards others. Is a proxy in front? Name it in TRUST_PROXY.`,
    isShown: ({ headers }, address) => isForwarded(headers) && addressScope(address) === 'private',
    oneAddress: true,
  },
  {
    sentence: () =>
      'X-Forwarded-For names more proxies than TRUST_PROXY counts or names, so the address of a proxy is taken for that of its clients. Count all proxies in TRUST_PROXY, or name their networks.',
    // The peer and the addresses that it and its believed neighbours name are `ips`; the header says more than these.
    isShown: (request) =>
      isForwarded(request.headers) && chainLength(request.headers) >= (request.ips?.length ?? Infinity),
    oneAddress: false,
  },
  {
    sentence: (address) =>
      `A CDN or a proxy in front says that clients have other addresses than ${address}, which is taken for theirs. Pass its header on: docs/integration.md, "Behind a CDN".`,
    isShown: ({ headers }, address) =>
      clientHeaders.some((name) => {
        const said = headers[name];
        const client = typeof said === 'string' ? canonicalAddress(said) : null;
        return client !== null && client !== address;
      }),
    oneAddress: false,
  },
];

/** Writes to the log, once for each sign, that a proxy seems to stand in front which TRUST_PROXY does not name. */
export function proxyHint(): onRequestHookHandler {
  const open = signs.map((sign) => ({ ...sign, requests: 0, address: '', isTold: false }));
  return (request, _reply, done) => {
    done();
    for (const sign of open) {
      if (sign.isTold) continue;
      const address = canonicalAddress(request.ip) ?? '';
      if (!sign.isShown(request, address)) {
        // Health checks and applications on the same machine come past the proxy.
        if (isForwarded(request.headers) || sign.oneAddress) sign.requests = 0;
        continue;
      }
      sign.requests = sign.oneAddress && sign.address !== address ? 1 : sign.requests + 1;
      sign.address = address;
      if (sign.requests < suspicious) continue;
      sign.isTold = true;
      request.log.warn(sign.sentence(address));
    }
  };
}

const isForwarded = (headers: IncomingHttpHeaders): boolean => headers['x-forwarded-for'] !== undefined;

function chainLength({ 'x-forwarded-for': forwarded = '' }: IncomingHttpHeaders): number {
  return [forwarded].flat().join().split(',').length;
}
