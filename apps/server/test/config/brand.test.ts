import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-brand-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileWith = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const brandWith = (variables: Record<string, string>) => readEnvironment(variables, '/srv').brand;

/** The first bytes of a PNG of this size. */
const pngOf = (width: number, height: number): Buffer => {
  const content = Buffer.alloc(33);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(content);
  content.writeUInt32BE(width, 16);
  content.writeUInt32BE(height, 20);
  return content;
};

describe('BRAND_LOGO', () => {
  it.each([
    ['a square SVG', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"/>', 'svg', 1],
    ['a wide SVG', `<?xml version="1.0"?>\n<!-- Acme -->\n<svg viewBox='-2,0, 60 20.0' width="5">x</svg>`, 'svg', 3],
    ['a PNG', pngOf(96, 64), 'png', 1.5],
  ] as const)('reads the ratio of %s', (_name, content, type, ratio) => {
    expect(brandWith({ BRAND_LOGO: fileWith('logo', content) }).logo).toMatchObject({ type, ratio });
  });

  it.each([
    ['no image', 'Acme'],
    ['an SVG without a size', '<svg></svg>'],
    ['an SVG without a height', '<svg viewBox="0 0 32 0"></svg>'],
    ['HTML with an SVG in it', '<p><svg viewBox="0 0 32 32"/></p>'],
    ['too wide', pngOf(500, 100)],
    ['too high', pngOf(100, 300)],
    ['too large', Buffer.concat([pngOf(32, 32), Buffer.alloc(100 * 1024)])],
  ])('refuses a file that is %s', (_name, content) => {
    expect(() => brandWith({ BRAND_LOGO: fileWith('logo', content) })).toThrow(/^BRAND_LOGO must [^\n]+\.$/);
  });

  it('refuses a file that is not there', () => {
    const path = join(folder, 'nothing');
    expect(() => brandWith({ BRAND_LOGO: path })).toThrow('BRAND_LOGO must be the path of a file that can be read.');
    expect(() => brandWith({ BRAND_STYLESHEET: path })).toThrow(/^BRAND_STYLESHEET must be the path/);
  });
});

describe('BRAND_STYLESHEET', () => {
  it('is the text of a file', () => {
    const text = '.card { border-radius: 0 }';
    expect(brandWith({ BRAND_STYLESHEET: fileWith('style', text) }).stylesheet).toBe(text);
    const saved = fileWith('saved', `\ufeff${text}`);
    expect(brandWith({ BRAND_STYLESHEET: saved }).stylesheet).toBe(text);
  });

  it('refuses @import, which browsers ignore behind other rules', () => {
    const path = fileWith('style', '@import "more.css";');
    expect(() => brandWith({ BRAND_STYLESHEET: path })).toThrow(
      'BRAND_STYLESHEET must be a style sheet without @import.',
    );
  });
});

describe('BRAND_COLOR', () => {
  it('is refused with its contrast and the nearest colour that has enough', () => {
    expect(() => brandWith({ BRAND_COLOR: '#e11d48' })).toThrow(
      /^BRAND_COLOR must have a contrast of 7:1 to white and has 4\.6:1: #\w{6} has it\.$/,
    );
    expect(() => brandWith({ BRAND_COLOR: '#7c1d6f', BRAND_COLOR_DARK: '#7c1d6f' })).toThrow(
      /^BRAND_COLOR_DARK must have a contrast of 7:1 to the dark background and has 1\.\d:1: #\w{6} has it\.$/,
    );
  });

  it('must be set where the one for dark backgrounds is', () => {
    expect(() => brandWith({ BRAND_COLOR_DARK: '#ffd54f' })).toThrow(/^BRAND_COLOR must be set together with/);
  });
});

describe('PAGE_LANGUAGES', () => {
  it('are all languages without a setting, and else those of it, in its order', () => {
    expect(brandWith({}).languages).toHaveLength(10);
    expect(brandWith({ PAGE_LANGUAGES: 'de, en' }).languages).toEqual(['de', 'en']);
  });

  it.each(['nl', 'de,,en', 'de,de', 'DE', ','])('refuses %j', (value) => {
    expect(() => brandWith({ PAGE_LANGUAGES: value })).toThrow(/^PAGE_LANGUAGES must be different codes [^\n]+\.$/);
  });
});
