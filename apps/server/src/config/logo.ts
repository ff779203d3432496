import { z } from 'zod';
import { brandFile } from './brand-file.ts';

/** The operator's logo. */
export interface Logo {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly type: 'svg' | 'png';
  /** Width divided by height. */
  readonly ratio: number;
}

/** A wider logo would not fit beside the name in the header of a phone. */
const [minRatio, maxRatio] = [0.5, 4];

const pngSignature = '89504e470d0a1a0a';

/** The width and height of a PNG, from its first chunk, or null. */
function pngSize(content: Buffer): readonly [width: number, height: number] | null {
  if (content.length < 24 || content.toString('hex', 0, 8) !== pngSignature) return null;
  return [content.readUInt32BE(16), content.readUInt32BE(20)];
}

/** The width and height of the `viewBox` of an SVG, or null. */
function svgSize(content: Buffer): readonly [width: number, height: number] | null {
  const text = content.toString('utf8');
  const start = text.indexOf('<svg');
  // Only a declaration, comments and a document type may precede the element.
  if (start < 0 || /<[a-z]/i.test(text.slice(0, start))) return null;
  const tag = text.slice(start, text.indexOf('>', start));
  const [, viewBox = ''] = /\sviewBox=["']([\d\s.,-]{1,200})["']/.exec(tag) ?? [];
  const [, , width, height] = viewBox.trim().split(/[\s,]{1,9}/);
  return width === undefined || height === undefined ? null : [Number(width), Number(height)];
}

/** The file that BRAND_LOGO names. Its ratio is read here, so that the page keeps its place before it has loaded. */
export const logoFile = brandFile.transform((content, context): Logo => {
  const png = pngSize(content);
  const [width, height] = png ?? svgSize(content) ?? [0, 0];
  const ratio = width / height;
  if (width > 0 && height > 0 && ratio >= minRatio && ratio <= maxRatio)
    return { content: Uint8Array.from(content), type: png ? 'png' : 'svg', ratio };
  context.addIssue(
    `must be a PNG, or an SVG with a viewBox, at most ${maxRatio} times as wide as high and at least half`,
  );
  return z.NEVER;
});
