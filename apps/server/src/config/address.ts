import { z } from 'zod';
import { healthPaths } from '../http/health.ts';

/** The address that browsers use, as an origin. */
export const publicUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && isOrigin(new URL(text)),
    'must be the address that browsers use, without a path (which is BASE_PATH), such as https://sessions.example.com',
  )
  .transform((text) => new URL(text));

const isOrigin = ({ href, origin }: URL): boolean => href === `${origin}/`;

/** One or more parts, so that every proxy and browser reads the path in the same way: none encoded, no dots, no empty part. */
const parts = /^(?:\/[A-Za-z0-9_-]{1,50}){1,5}$/;

const withoutLastSlash = (text: string): string => (text.endsWith('/') ? text.slice(0, -1) : text);

/** A path without a slash at its end. Empty for `/`. */
export const plainPath = z
  .string()
  .transform(withoutLastSlash)
  .refine(
    (path) => path === '' || parts.test(path),
    'must be a path of letters, digits, - and _, such as /account, in at most 5 parts of at most 50 characters',
  );

/** The path below which everything is served, or empty. Health is served at the root. */
export const basePath = plainPath.refine(
  (path) => !healthPaths.has(path),
  `must not be ${[...healthPaths].join(' or ')}, where monitors ask`,
);
