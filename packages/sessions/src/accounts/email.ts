import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { textError } from '../text-error.ts';

/** RFC 5321, 4.5.3.1.3 and 4.5.3.1.1. */
const maxLength = 254;
const maxLocalPartLength = 64;

/**
 * An e-mail address in canonical form: trimmed, in lower case, its domain in ASCII (`exämple.de` becomes
 * `xn--exmple-cua.de`), at most 254 characters. The local part is ASCII only: few mail servers accept others (RFC
 * 6531), and look-alike letters would allow two accounts that people cannot distinguish. The length is checked before
 * the patterns, so that no long input reaches a regular expression.
 */
export const email = z
  .string({ error: textError })
  .trim()
  .max(maxLength, 'At most 254 characters')
  .meta({ format: 'email' })
  .transform(canonicalEmail)
  .pipe(z.string().max(maxLength, 'At most 254 characters').refine(isAddress, 'Not an e-mail address'));

/** The canonical form of an address. Text that is not an address is trimmed and converted to lower case. */
export function canonicalEmail(text: string): string {
  // Only A to Z: `toLowerCase` converts the Kelvin sign, another character, to an ordinary k.
  const lower = text.trim().replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const at = lower.lastIndexOf('@');
  const domain = lower.slice(at + 1);
  // Characters with a meaning in URLs (ports, paths, percent signs, IP addresses) are not valid in a mail domain.
  if (at < 0 || !isInternational(domain)) return lower;
  const ascii = domainToASCII(domain);
  return ascii === '' ? lower : `${lower.slice(0, at)}@${ascii}`;
}

/** Whether a domain has non-ASCII letters and otherwise only characters of host names. */
const isInternational = (domain: string): boolean => /[^\0-\x7f]/.test(domain) && !/[\0-,/:-`{-\x7f]/.test(domain);

/**
 * Whether canonical text is an address: words of letters, digits and signs (`atext` of RFC 5322, 3.2.3) before the @, DNS labels
 * (RFC 1035, 2.3.1) after it, of which the last is alphabetic or Punycode, so that IP addresses are excluded.
 */
function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const words = text.slice(0, Math.max(at, 0)).split('.');
  const labels = text.slice(at + 1).split('.');
  const last = labels.at(-1) ?? '';
  return (
    at <= maxLocalPartLength &&
    words.every((word) => /^[a-z0-9_!#$%&'*+/=?^`{|}~-]+$/.test(word)) &&
    labels.length > 1 &&
    labels.every((label) => /^[a-z0-9-]{1,63}$/.test(label) && !label.startsWith('-') && !label.endsWith('-')) &&
    (/^[a-z]{2,63}$/.test(last) || last.startsWith('xn--'))
  );
}
