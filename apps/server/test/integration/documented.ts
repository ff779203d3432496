import { readFileSync } from 'node:fs';

/** Returns the code blocks of one language in a document, in order. */
export function documented(path: string, language: string): string[] {
  const text = readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, block = '']) => block);
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
