import type { IncomingMessage } from 'node:http';

/**
 * The URL of a request in a form that every router can decode, for Fastify's `rewriteUrl`. Where its path has an invalid
 * percent-encoding, each percent sign is encoded itself, so that the request gets the documented answer to a wrong id.
 */
export function readableUrl({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  if (!url.includes('%')) return url;
  const end = url.search(/[?#]/);
  const path = end < 0 ? url : url.slice(0, end);
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return `${path.replaceAll('%', '%25')}${url.slice(path.length)}`;
  }
}
