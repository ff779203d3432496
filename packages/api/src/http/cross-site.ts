import type { IncomingHttpHeaders } from 'node:http';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Tells a request that another site makes a browser send to change something here (CSRF). Browsers say so themselves in
 * Sec-Fetch-Site; older ones send Origin. Programs send neither, and carry no cookie that a site could abuse. An origin counts as this one only whole, with its
 * scheme and port: it is that of PUBLIC_URL, or that of the Host header, which no page can choose.
 */
export function isCrossSite(method: string, headers: IncomingHttpHeaders, { origin: own, protocol }: URL): boolean {
  if (safeMethods.has(method)) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin, host } = headers;
  if (origin === undefined) return false;
  return origin !== own && origin !== `${protocol}//${host}`;
}
