import { type Headers, writeHints } from './client-hints.ts';

declare const capped: unique symbol;

/**
 * The User-Agent header and the client hints, sanitized: at most 512 characters, well-formed, without control
 * characters. May be empty.
 */
export type UserAgent = string & { readonly [capped]: true };

const maxLength = 512;

/** Reads them from request headers with lower-case names. */
export function userAgentOf(headers: Headers): UserAgent {
  const header = headers['user-agent'];
  const hints = writeHints(headers);
  return capUserAgent(`${String(header ?? '').slice(0, Math.max(0, maxLength - hints.length))}${hints}`);
}

/** Truncates first, so that no parser or pattern meets a longer text. */
export function capUserAgent(text: string | undefined): UserAgent {
  const harmless = (text ?? '')
    .slice(0, maxLength)
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
  return isCapped(harmless) ? harmless : capUserAgent(undefined);
}

const isCapped = (text: string): text is UserAgent => text.length <= maxLength;
