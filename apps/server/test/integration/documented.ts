import { readFileSync } from 'node:fs';

/** The blocks of code of one language in a document, in their order, so that a test tries what is printed there. */
export function documented(path: string, language: string): string[] {
  const text = readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, block = '']) => block);
}

/** Replaces what is an example's own. Throws where it is not there: then something else would be tried than is printed. */
export function put(code: string, replacements: Readonly<Record<string, string>>): string {
  return Object.entries(replacements).reduce((changed, [printed, actual]) => {
    if (!changed.includes(printed)) throw new Error(`The document does not say ${printed}`);
    return changed.replaceAll(printed, actual);
  }, code);
}
