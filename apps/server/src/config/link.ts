import { z } from 'zod';

/** A path of the page's own origin, or a whole URL with http or https. */
const isPathOrUrl = (text: string): boolean =>
  /^\/(?![/\\])[\x21-\x7e]*$/.test(text) || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol));

/** An address that the page leads to: a path of its own origin, where a proxy serves the application, or a whole URL. */
export const pageOfApplication = z
  .string()
  .refine(isPathOrUrl, 'must be a path such as /login, or a URL such as https://app.example.com/login')
  .refine((text) => !text.includes('#'), 'must have no part after #');

/** An address of a document that a link in the footer leads to. */
export const documentUrl = z
  .string()
  .refine(isPathOrUrl, 'must be a path such as /terms, or a URL such as https://example.com/terms');

/** An address where users find help: a document, or an address for mails. */
export const supportUrl = z
  .string()
  .refine(
    (text) => isPathOrUrl(text) || /^mailto:[^\s@<>"]{1,64}@[a-z\d.-]{1,255}$/i.test(text),
    'must be a path such as /help, a URL such as https://example.com/help, or mailto:help@example.com',
  );
