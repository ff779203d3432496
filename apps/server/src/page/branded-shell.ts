import type { Brand } from '../config/brand.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');

const link = (relation: string, address: string | null): string[] =>
  address === null ? [] : [`<link rel="${relation}" href="${escaped(address)}">`];

/** Writes the operator's name and links into the HTML of a built page, so that they show before its script has run. */
export function brandedShell(html: string, brand: Brand): string {
  const head = [...link('help', brand.supportUrl), ...link('terms-of-service', brand.termsUrl)];
  // Functions, because `$&` in a replacement text has a meaning.
  return html.replaceAll('{name}', () => escaped(brand.name)).replace('<!--brand-->', () => head.join('\n    '));
}
