import { createHash } from 'node:crypto';
import { brotliCompressSync } from 'node:zlib';
import type { PageFile } from '@latchkey/db/page-file-store';
import type { Palette } from '../config/accent.ts';
import type { Brand } from '../config/brand.ts';
import { formatColor } from '../config/color.ts';

/** The files of the page that are made from the settings. */
export interface BrandFiles {
  readonly stylesheet: PageFile | null;
  readonly logo: PageFile | null;
}

/** The name has a hash of the content, so that browsers cache the file for a year, as a file of the build. */
function fileOf(content: Uint8Array<ArrayBuffer>, extension: string): PageFile {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 8);
  const isBrotli = extension !== 'png';
  return {
    name: `brand-${hash}.${extension}`,
    content: isBrotli ? Uint8Array.from(brotliCompressSync(content)) : content,
    isBrotli,
  };
}

const declarations = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, color]) => `--${name}:${formatColor(color)}`)
    .join(';');

/** Sets the colours of the theme on screens only, because print has colours of its own. */
const accentStyle = ({ accent }: Brand): string =>
  accent === null
    ? ''
    : `@media screen{:root{${declarations(accent.light)}}}
@media screen and (prefers-color-scheme:dark){:root{${declarations(accent.dark)}}}
`;

export function brandFilesOf(brand: Brand): BrandFiles {
  const style = `${accentStyle(brand)}${brand.stylesheet ?? ''}`;
  return {
    stylesheet: style === '' ? null : fileOf(Uint8Array.from(Buffer.from(style)), 'css'),
    logo: brand.logo && fileOf(brand.logo.content, brand.logo.type),
  };
}
