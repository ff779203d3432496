import { z } from 'zod';

/** The URL of `SMTP_URL`. */
export const smtpUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && isSmtp(new URL(text)),
    'must look like smtp://user:password@host:587 or smtps://user:password@host:465',
  )
  .transform((text) => new URL(text));

const isSmtp = ({ protocol, hostname, pathname, search, hash, username, password }: URL): boolean =>
  /^smtps?:$/.test(protocol) &&
  hostname !== '' &&
  ['', '/'].includes(pathname) &&
  search + hash === '' &&
  isDecodable(username) &&
  isDecodable(password);

/** Not where a percent sign stands for itself, or the bytes are not UTF-8. */
function isDecodable(text: string): boolean {
  try {
    return typeof decodeURIComponent(text) === 'string';
  } catch {
    return false;
  }
}

/** The sender of all mails, `MAIL_FROM`. */
export const mailFrom = z
  .string()
  .regex(
    /^(?:[^<>@,;:\\"\r\n]{1,100} <[^<>@\s]{1,64}@[^<>@\s]{1,255}>|[^<>@\s,;:"]{1,64}@[^<>@\s,;:"]{1,255})$/,
    'must be an address, such as Latchkey <no-reply@example.com>',
  );
