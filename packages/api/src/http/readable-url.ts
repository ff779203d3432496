import type { IncomingMessage } from 'node:http';

/**
 * The address of a request in a form that every router can decode, for Fastify's `rewriteUrl`. Percent signs that encode no
 * text become signs of their own, so that such an id is an id of nothing, and is answered like any other.
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
