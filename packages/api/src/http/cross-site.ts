import type { IncomingHttpHeaders } from 'node:http';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether another site made a browser send this request (CSRF). Browsers send Sec-Fetch-Site, older ones Origin; programs
 * send neither, and have no cookie. The origin, with scheme and port, has to be that of PUBLIC_URL or of the Host header,
 * which no page can set. Requests by safe methods change nothing and always pass.
 */
export function isCrossSite(method: string, headers: IncomingHttpHeaders, { origin: own, protocol }: URL): boolean {
  if (safeMethods.has(method)) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin, host } = headers;
  if (origin === undefined) return false;
  return origin !== own && origin !== `${protocol}//${host}`;
}
