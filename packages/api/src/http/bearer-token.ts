import type { IncomingHttpHeaders } from 'node:http';

const scheme = 'bearer ';

/** The token in `Authorization: Bearer` (RFC 6750, 2.1), or null. A token in a URL is never looked at. */
export function bearerToken({ authorization }: IncomingHttpHeaders): string | null {
  const text = authorization ?? '';
  const token = text.slice(scheme.length).trim();
  return text.slice(0, scheme.length).toLowerCase() === scheme && token !== '' ? token : null;
}
