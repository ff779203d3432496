import { readFileSync } from 'node:fs';

/**
 * Returns the code blocks of one language below a heading, up to the next heading. A block is found by its heading and
 * not by its number in the document, so that a new example elsewhere cannot take its place.
 * @throws {Error} if there is none.
 */
export function documented(path: string, heading: string, language: string): [string, ...string[]] {
  const text = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
  // Blocks first: a comment of a shell command begins with `#`, as a heading does.
  let below = '';
  const found: string[] = [];
  for (const [, blockLanguage, block = '', title] of text.matchAll(/^```(\w*)\n(.*?)^```$|^#+ ([^\n]+)$/gms)) {
    if (title !== undefined) below = title;
    else if (below === heading && blockLanguage === language) found.push(block);
  }
  const [first, ...others] = found;
  if (first === undefined) throw new Error(`${path} has no block of ${language} below ${heading}`);
  return [first, ...others];
}

/**
 * Replaces texts of an example.
 * @throws {Error} if the example does not have one of them.
 */
export function put(code: string, replacements: Readonly<Record<string, string>>): string {
  return Object.entries(replacements).reduce((changed, [printed, actual]) => {
    if (!changed.includes(printed)) throw new Error(`The document does not say ${printed}`);
    return changed.replaceAll(printed, actual);
  }, code);
}
