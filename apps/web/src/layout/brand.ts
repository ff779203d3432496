import { isLanguage, languages } from '@latchkey/react/i18n/language.ts';

const head = globalThis.document?.head;

/** The address of a link in the head of the HTML, or null. */
const addressOf = (relation: string): string | null =>
  head?.querySelector(`link[rel="${relation}"]`)?.getAttribute('href') ?? null;

/** The content of a meta element, or null. */
const contentOf = (name: string): string | null =>
  head?.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? null;

/** The operator's logo, from the header of the shell, which the page replaces when it renders. */
function logo(): { readonly src: string; readonly width: number; readonly height: number } | null {
  const image = globalThis.document?.querySelector('.brand img');
  const [src = '', width, height] = ['src', 'width', 'height'].map((name) => image?.getAttribute(name) ?? undefined);
  return src === '' ? null : { src, width: Number(width), height: Number(height) };
}

const offered = contentOf('latchkey-languages')?.split(',').filter(isLanguage);

/** The operator's name, logo, links and languages: the server writes them into the HTML. */
export const brand = {
  name: contentOf('application-name') ?? 'Latchkey',
  logo: logo(),
  supportUrl: addressOf('help'),
  termsUrl: addressOf('terms-of-service'),
  languages: offered ?? Object.keys(languages).filter(isLanguage),
} as const;
