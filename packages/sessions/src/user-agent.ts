import { type Headers, writeHints } from './client-hints.ts';

declare const capped: unique symbol;

/**
 * What a client says of itself, made harmless: its User-Agent header and the hints beside it, at most 512 characters,
 * well-formed, without control characters. May be empty.
 */
export type UserAgent = string & { readonly [capped]: true };

const maxLength = 512;

/** Takes the headers of a request, by their names in small letters. */
export function userAgentOf(headers: Headers): UserAgent {
  const header = headers['user-agent'];
  const hints = writeHints(headers);
  return capUserAgent(`${String(header ?? '').slice(0, Math.max(0, maxLength - hints.length))}${hints}`);
}

/** Caps before anything else looks: no parser and no pattern ever meets a longer text. */
export function capUserAgent(text: string | undefined): UserAgent {
  const harmless = (text ?? '')
    .slice(0, maxLength)
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
  return isCapped(harmless) ? harmless : capUserAgent(undefined);
}

const isCapped = (text: string): text is UserAgent => text.length <= maxLength;
