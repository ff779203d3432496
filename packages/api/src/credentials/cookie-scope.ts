import { basePathOf } from '../http/base-path.ts';

/** The requests with which browsers send a cookie (RFC 6265, 5.1). */
export interface CookieScope {
  /** `/`, or a path that contains the base path. */
  readonly path: string;
  /** The domain with whose hosts browsers share the cookie, or null for the host of the public URL alone. */
  readonly domain: string | null;
}

/** The narrowest one by host: browsers enforce it for names that start with `__Host-`. */
export const hostScope: CookieScope = { path: '/', domain: null };

export const isHostScope = ({ path, domain }: CookieScope): boolean => path === '/' && domain === null;

/** The domains that a host may set cookies for, itself included. One label alone is never among them. */
const domainsOf = (hostname: string): string[] => {
  const labels = hostname.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
};

/**
 * Every other scope in which a browser may have a cookie of the same name, from before the settings were changed. Browsers keep
 * cookies of one name apart by path and domain, and send all of them.
 */
export function otherScopes(publicUrl: Pick<URL, 'hostname' | 'pathname'>, own: CookieScope): CookieScope[] {
  const paths = new Set(['/', basePathOf(publicUrl) || '/', own.path]);
  const domains = [null, ...domainsOf(publicUrl.hostname)];
  const all = [...paths].flatMap((path) => domains.map((domain) => ({ path, domain })));
  return all.filter(({ path, domain }) => path !== own.path || domain !== own.domain);
}
