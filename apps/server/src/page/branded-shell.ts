import { languages } from '@latchkey/sessions/language';
import type { Brand } from '../config/brand.ts';
import { formatColor } from '../config/color.ts';
import type { BrandFiles } from './brand-files.ts';
import { assetsPath } from './page-files.ts';

/** In CSS pixels: the height of the logo in the header. */
const logoHeight = 36;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');

const link = (relation: string, address: string | null): string[] =>
  address === null ? [] : [`<link rel="${relation}" href="${escaped(address)}">`];

/** Replaces the part of a built page from a text up to the end of another one. */
function replaced(html: string, from: string, to: string, replacement: string): string {
  const start = html.indexOf(from);
  const end = html.indexOf(to, start + from.length);
  if (start < 0 || end < 0) throw new Error(`The page's HTML has no ${from}…${to}.`);
  return `${html.slice(0, start)}${replacement}${html.slice(end + to.length)}`;
}

function withLogo(html: string, { logo }: Brand, { logo: file }: BrandFiles, basePath: string): string {
  if (logo === null || file === null) return html;
  const [address, type] = [
    `${basePath}/${assetsPath}/${file.name}`,
    logo.type === 'svg' ? 'image/svg+xml' : 'image/png',
  ];
  const size = `width="${Math.round(logoHeight * logo.ratio)}" height="${logoHeight}"`;
  const inHeader = replaced(html, '<svg ', '</svg>', `<img src="${address}" alt="" ${size} class="shrink-0">`);
  return replaced(inHeader, '<link rel="icon"', '>', `<link rel="icon" href="${address}" type="${type}">`);
}

/** Sets the colours of the browser's own bars. */
function withAccent(html: string, { accent }: Brand): string {
  if (accent === null) return html;
  const schemes = ['light', 'dark'] as const;
  return schemes.reduce((colored, scheme) => {
    const start = `media="(prefers-color-scheme: ${scheme})" content="`;
    return replaced(colored, start, '"', `${start}${formatColor(accent[scheme].glow)}"`);
  }, html);
}

/**
 * Writes the base path and the operator's name, look and links into the HTML of a built page, so that they show before its
 * script has run, which reads them there.
 */
export function brandedShell(html: string, brand: Brand, files: BrandFiles, basePath: string): string {
  const isEveryLanguage = brand.languages.length === languages.length;
  const head = [
    ...(basePath === '' ? [] : [`<meta name="latchkey-base-path" content="${basePath}">`]),
    ...(isEveryLanguage ? [] : [`<meta name="latchkey-languages" content="${brand.languages.join(',')}">`]),
    ...link('help', brand.supportUrl),
    ...link('terms-of-service', brand.termsUrl),
  ];
  const placed = html.replaceAll('{base}', basePath);
  const named = placed
    .replaceAll('{name}', () => escaped(brand.name))
    .replace('<!--brand-->', () => head.join('\n    '));
  const colored = withAccent(withLogo(named, brand, files, basePath), brand);
  if (files.stylesheet === null) return colored;
  // At the end of the head: behind the page's own style sheet, which it overrides.
  return replaced(
    colored,
    '</head',
    '>',
    `  ${link('stylesheet', `${basePath}/${assetsPath}/${files.stylesheet.name}`).join('')}\n  </head>`,
  );
}
