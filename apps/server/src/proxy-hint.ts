import { addressScope } from '@latchkey/sessions/addresses/address-scope';
import type { onRequestHookHandler } from 'fastify';

/** How many requests, all from one private address, look like a proxy that nobody told us of. */
const suspicious = 100;

/** Says once in the log that a proxy seems to stand in front, where every request looks as if it came from there. */
export function proxyHint(): onRequestHookHandler {
  const proxy = { address: '', requests: 0, hinted: false };
  return (request, _reply, done) => {
    done();
    if (proxy.hinted) return;
    const { ip, log } = request;
    const foreign = request.headers['x-forwarded-for'] !== undefined && addressScope(ip) === 'private';
    proxy.requests = foreign && (proxy.address === ip || proxy.requests === 0) ? proxy.requests + 1 : 0;
    proxy.address = ip;
    if (proxy.requests < suspicious) return;
    proxy.hinted = true;
    log.warn(
      `Every request seems to come from ${ip}, a private address that forwards others. Is a proxy in front? Name it in TRUST_PROXY.`,
    );
  };
}
