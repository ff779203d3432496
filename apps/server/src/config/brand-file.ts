import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** In bytes: of a file that is loaded with every page. */
const maxSize = 100 * 1024;

/** The content of a file that a setting names. */
export const brandFile = z.string().transform((path, context): Buffer => {
  const content = readOrNull(path);
  if (content !== null && content.length <= maxSize) return content;
  context.addIssue(
    content === null ? 'must be the path of a file that can be read' : `must be a file of at most ${maxSize / 1024} kB`,
  );
  return z.NEVER;
});

function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/** The text of the file that BRAND_STYLESHEET names. An `@import` behind other rules would be ignored by browsers. */
export const stylesheetFile = brandFile
  // Drops a byte order mark, which would be a part of the first selector behind the rules of BRAND_COLOR.
  .transform((content) => new TextDecoder().decode(content))
  .refine((text) => !/@import/i.test(text), 'must be a style sheet without @import');
