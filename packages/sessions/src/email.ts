import { domainToASCII } from 'node:url';
import { z } from 'zod';

/** RFC 5321, 4.5.3.1.3 and 4.5.3.1.1. */
const maxLength = 254;
const longestLocalPart = 64;

/**
 * An e-mail address as an account's name, in its one form: trimmed, in lower case, its domain in ASCII (`exämple.de` is
 * `xn--exmple-cua.de`), at most 254 characters. The local part has ASCII letters only: mail servers that take others
 * (RFC 6531) are few, and letters that look alike would make two accounts that a person cannot tell apart.
 * The cap stands before the pattern, so that no long input reaches a regular expression.
 */
export const email = z
  .string('Required')
  .trim()
  .max(maxLength, 'At most 254 characters')
  .meta({ format: 'email' })
  .transform(canonicalEmail)
  .pipe(z.string().max(maxLength, 'At most 254 characters').refine(isAddress, 'Not an e-mail address'));

/** The one form of an address, whether or not it is one: what is none comes back trimmed and in lower case. */
export function canonicalEmail(text: string): string {
  // Only A to Z: `toLowerCase` makes an ordinary k of the Kelvin sign, which is another character.
  const lower = text.trim().replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const at = lower.lastIndexOf('@');
  const domain = lower.slice(at + 1);
  // What has a meaning in a URL (a port, a path, a percent sign, an address of IP) is no domain of mail.
  if (at < 0 || !isInternational(domain)) return lower;
  const ascii = domainToASCII(domain);
  return ascii === '' ? lower : `${lower.slice(0, at)}@${ascii}`;
}

/** Whether a domain has letters beyond ASCII, and otherwise nothing but what host names have. */
const isInternational = (domain: string): boolean => /[^\0-\x7f]/.test(domain) && !/[\0-,/:-`{-\x7f]/.test(domain);

/**
 * Whether a text in the one form is an address: before the @ letters, digits and a few signs, behind it labels of DNS
 * (RFC 1035, 2.3.1), of which the last is a name or a name in Punycode, so that no address of IP is one.
 */
function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const words = text.slice(0, Math.max(at, 0)).split('.');
  const labels = text.slice(at + 1).split('.');
  const last = labels.at(-1) ?? '';
  return (
    at <= longestLocalPart &&
    words.every((word) => /^[a-z0-9_'+-]+$/.test(word)) &&
    labels.length > 1 &&
    labels.every((label) => /^[a-z0-9-]{1,63}$/.test(label) && !label.startsWith('-') && !label.endsWith('-')) &&
    (/^[a-z]{2,63}$/.test(last) || last.startsWith('xn--'))
  );
}
