declare const capped: unique symbol;

/** A User-Agent header made harmless: at most 512 characters, well-formed, without control characters. May be empty. */
export type UserAgent = string & { readonly [capped]: true };

const maxLength = 512;

/** Caps before anything else looks: no parser and no pattern ever meets a longer text. */
export function capUserAgent(header: string | undefined): UserAgent {
  const text = (header ?? '')
    .slice(0, maxLength)
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
  return isCapped(text) ? text : capUserAgent(undefined);
}

const isCapped = (text: string): text is UserAgent => text.length <= maxLength;
