import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import fastify from 'fastify';
import { afterAll, describe, expect, it, test } from 'vitest';
import { accentOf } from '../../src/config/accent.ts';
import { type Brand, defaultBrand } from '../../src/config/brand.ts';
import { formatColor } from '../../src/config/color.ts';
import { brandFilesOf } from '../../src/page/brand-files.ts';
import { brandedShell } from '../../src/page/branded-shell.ts';
import { pagePlugin } from '../../src/page/page.ts';

const script = 'console.log("Latchkey");'.repeat(100);
const root = mkdtempSync(join(tmpdir(), 'latchkey-page-'));
for (const folder of ['shells', 'assets']) mkdirSync(join(root, folder));
for (const language of ['en', 'de', 'ar'])
  writeFileSync(join(root, 'shells', `${language}.html`), `<html lang="${language}">`);
writeFileSync(join(root, 'shells', 'de.history.html'), '<html lang="de"><link rel="modulepreload">');
writeFileSync(join(root, 'assets', 'index-1.js'), script);
writeFileSync(join(root, 'assets', 'index-1.js.br'), brotliCompressSync(script));

const app = fastify();
app.register(pagePlugin, { root });
afterAll(async () => {
  await app.close();
  rmSync(root, { recursive: true });
});

describe('the shell', () => {
  it.each([
    ['what the browser likes best', { 'accept-language': 'de-AT,de;q=0.9,en;q=0.8' }, 'de'],
    ['what it likes second, where the best is not spoken', { 'accept-language': 'nl, ar;q=0.5, en;q=0.1' }, 'ar'],
    ['English, where nothing that it likes is spoken', { 'accept-language': 'nl' }, 'en'],
    ['English, where it likes anything', { 'accept-language': '*' }, 'en'],
    ['English, where it says nothing', {}, 'en'],
    ['English, where it says nonsense', { 'accept-language': ';;=,q=é' }, 'en'],
    [
      'what stands at the beginning of more than any browser says',
      { 'accept-language': `ar, ${'nl,'.repeat(400)}de` },
      'ar',
    ],
    ['English, where all that it speaks stands far behind', { 'accept-language': `${'nl,'.repeat(400)}de` }, 'en'],
    ['what was chosen on the page', { 'accept-language': 'de', cookie: 'a=b; latchkey-language=ar' }, 'ar'],
    [
      'what the browser likes, where something unknown was chosen',
      { 'accept-language': 'de', cookie: 'latchkey-language=../en' },
      'de',
    ],
  ])('has the language %s', async (_what, headers, language) => {
    const { body, headers: answered } = await app.inject({ url: '/sessions', headers });
    expect(body).toBe(`<html lang="${language}">`);
    expect(answered.vary).toBe('accept-language, cookie');
  });

  it('preloads the script of its path where it has one of its own', async () => {
    const bodyAt = async (url: string, language: string) =>
      (await app.inject({ url, headers: { 'accept-language': language } })).body;
    expect(await bodyAt('/history', 'de')).toBe('<html lang="de"><link rel="modulepreload">');
    expect(await bodyAt('/sessions', 'de')).toBe('<html lang="de">');
    expect(await bodyAt('/history', 'en')).toBe('<html lang="en">');
  });

  it('redirects a path with a trailing slash, and keeps the query', async () => {
    const { statusCode, headers } = await app.inject('/signin/?next=%2Finvoices');
    expect([statusCode, headers.location]).toEqual([308, '/signin?next=%2Finvoices']);
  });

  it('is answered with 404 for an unknown path', async () => {
    const { statusCode, body } = await app.inject({ url: '/nowhere', headers: { accept: 'text/html' } });
    expect([statusCode, body]).toEqual([404, '<html lang="en">']);
  });
});

describe('the brand', () => {
  const template = '<title>{name}</title><!--brand--><b>{name}</b>';
  writeFileSync(join(root, 'shells', 'tr.html'), template);
  const shellWith = async (brand?: Partial<Brand>, folder = root) => {
    const branded = fastify();
    branded.register(pagePlugin, { root: folder, ...(brand && { brand: { ...defaultBrand, ...brand } }) });
    const { body } = await branded.inject({ url: '/signin', headers: { 'accept-language': 'tr' } });
    await branded.close();
    return body;
  };

  it('is Latchkey without settings, and has no links', async () => {
    expect(await shellWith()).toBe('<title>Latchkey</title><b>Latchkey</b>');
  });

  it('is in the shell with its characters escaped', async () => {
    const brand = { name: '$& "A" <b>', supportUrl: '/help?a&b', termsUrl: 'https://example.com/terms' };
    const [name, links] = [
      '$&amp; &quot;A&quot; &lt;b&gt;',
      '<link rel="help" href="/help?a&amp;b">\n    <link rel="terms-of-service" href="https://example.com/terms">',
    ];
    expect(await shellWith(brand)).toBe(`<title>${name}</title>${links}<b>${name}</b>`);
  });

  it('shows readers a language that is offered, or else the first one', async () => {
    const branded = fastify();
    branded.register(pagePlugin, { root, brand: { ...defaultBrand, languages: ['ar', 'de'] } });
    const languageFor = async (headers: Record<string, string>) =>
      (await branded.inject({ url: '/signin', headers })).body.match(/lang="(.*?)"/)?.[1];
    expect(await languageFor({ 'accept-language': 'en, de;q=0.5' })).toBe('de');
    expect(await languageFor({ 'accept-language': 'en' })).toBe('ar');
    expect(await languageFor({ 'accept-language': 'de', cookie: 'latchkey-language=en' })).toBe('de');
    await branded.close();
    expect(await shellWith({ languages: ['ar', 'tr'] })).toContain('<meta name="latchkey-languages" content="ar,tr">');
  });

  const content = Uint8Array.from(Buffer.from('<svg viewBox="0 0 64 32"/>'));
  const look = {
    accent: accentOf([124, 29, 111], null),
    logo: { content, type: 'svg', ratio: 2 },
    stylesheet: '.card { border-radius: 0 }',
  } as const;
  const page = [
    '<meta name="theme-color" media="(prefers-color-scheme: light)" content="#e3f2ed" />',
    '<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#112322" />',
    '<link rel="icon" href="/latchkey/favicon.svg" type="image/svg+xml" /></head><span class="brand"><svg a>\n<path/></svg>{name}',
  ].join('');

  const builtRoot = mkdtempSync(join(tmpdir(), 'latchkey-page-'));
  mkdirSync(join(builtRoot, 'shells'));
  writeFileSync(join(builtRoot, 'shells', 'tr.html'), page);
  afterAll(() => rmSync(builtRoot, { recursive: true }));

  it('has a style sheet, a logo with its size, and theme colours in the shell', async () => {
    const html = await shellWith(look, builtRoot);
    expect(html).toMatch(/<link rel="stylesheet" href="\/latchkey\/assets\/brand-[\w-]{8}\.css">\s*<\/head>/);
    expect(html).toMatch(
      /<span class="brand"><img src="\/latchkey\/assets\/brand-[\w-]{8}\.svg" alt="" width="72" height="36" class="shrink-0">Latchkey$/,
    );
    expect(html).toMatch(/<link rel="icon" href="\/latchkey\/assets\/brand-[\w-]{8}\.svg" type="image\/svg\+xml">/);
    const themeColors = [...html.matchAll(/theme-color"[^>]* content="(.*?)"/g)].map(([, color]) => color);
    expect(themeColors).toEqual([look.accent.light.glow, look.accent.dark.glow].map(formatColor));
  });

  it('is refused by HTML into which it cannot be written', () => {
    const brand = { ...defaultBrand, ...look };
    expect(() => brandedShell('<html>', brand, brandFilesOf(brand), '')).toThrow("The page's HTML has no <svg …</svg>");
  });

  it('has files that are cached, and compressed for clients that accept it', async () => {
    const branded = fastify();
    branded.register(pagePlugin, { root: builtRoot, brand: { ...defaultBrand, ...look } });
    const { body: html } = await branded.inject({ url: '/signin', headers: { 'accept-language': 'tr' } });
    const [css = '', svg = ''] = ['css', 'svg'].map((type) => html.match(`/latchkey/assets/brand-.{8}\\.${type}`)?.[0]);
    const style = await branded.inject(css);
    expect(style.body).toMatch(/^@media screen\{:root\{--accent:#7c1d6f;[^]*\.card \{ border-radius: 0 \}$/);
    expect(style.headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
    const compressed = await branded.inject({ url: css, headers: { 'accept-encoding': 'br' } });
    expect(compressed.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(compressed.rawPayload).toString()).toBe(style.body);
    const image = await branded.inject(svg);
    expect([image.headers['content-type'], image.body]).toEqual(['image/svg+xml', '<svg viewBox="0 0 64 32"/>']);
    await branded.close();
  });
});

test('a file is sent compressed to clients that accept it, and plain to others', async () => {
  const compressed = await app.inject({ url: '/assets/index-1.js', headers: { 'accept-encoding': 'gzip, br' } });
  expect(compressed.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': expect.stringContaining('javascript'),
  });
  expect(brotliDecompressSync(compressed.rawPayload).toString()).toBe(script);
  const plain = await app.inject({ url: '/assets/index-1.js' });
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.body).toBe(script);
  expect(plain.headers.vary).toMatch(/accept-encoding/i);
});

test('an embedded page leaves / and unknown paths to the application', async () => {
  const application = fastify();
  application.register(pagePlugin, { root, isEmbedded: true });
  application.get('/', () => 'the start');
  application.setNotFoundHandler((_request, reply) => reply.status(404).send('nothing'));
  const bodyAt = async (url: string) => (await application.inject({ url, headers: { accept: 'text/html' } })).body;
  expect(await bodyAt('/')).toBe('the start');
  expect(await bodyAt('/shells/en.html')).toBe('nothing');
  expect(await bodyAt('/nowhere')).toBe('nothing');
  expect(await bodyAt('/signin')).toBe('<html lang="en">');
  expect(await bodyAt('/assets/index-1.js')).toBe(script);
  await application.close();
});

describe('below a base path', () => {
  const baseRoot = mkdtempSync(join(tmpdir(), 'latchkey-base-'));
  for (const folder of ['shells', 'latchkey/assets']) mkdirSync(join(baseRoot, folder), { recursive: true });
  const element = '<script src="{base}/latchkey/assets/page-12345678.js"></script>';
  writeFileSync(join(baseRoot, 'shells', 'en.html'), `<head><!--brand-->${element}</head>`);
  writeFileSync(join(baseRoot, 'shells', 'en.history.html'), `<head><!--brand-->${element}history</head>`);
  writeFileSync(join(baseRoot, 'latchkey/assets', 'page-12345678.js'), 'the page');
  const based = fastify();
  based.register(pagePlugin, {
    root: baseRoot,
    basePath: '/account',
    brand: { ...defaultBrand, stylesheet: '.card { border-radius: 0 }' },
  });
  afterAll(async () => {
    await based.close();
    rmSync(baseRoot, { recursive: true });
  });
  const get = (url: string) => based.inject({ url, headers: { accept: 'text/html' } });

  it('serves the page, with addresses of its files that exist there', async () => {
    for (const url of ['/account', '/account/signin', '/account/history?x=1']) {
      const { statusCode, body } = await get(url);
      expect([url, statusCode, body.includes('history')]).toEqual([url, 200, url.includes('history')]);
      expect(body).toContain('<meta name="latchkey-base-path" content="/account">');
      const files = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file);
      expect(files).toHaveLength(2);
      for (const file of files) expect([file, (await get(file)).statusCode]).toEqual([file, 200]);
    }
  });

  it('leads from an address with a slash at its end to the one without', async () => {
    for (const [from, to] of [
      ['/account/', '/account'],
      ['/account/?a=b', '/account?a=b'],
      ['/account/signin/?next=/x', '/account/signin?next=/x'],
    ] as const) {
      const { statusCode, headers } = await get(from);
      expect([statusCode, headers.location]).toEqual([308, to]);
    }
  });

  it('answers 404 elsewhere, to browsers with the page, which loads from the base path', async () => {
    for (const url of ['/', '/signin', '/accounts', '/latchkey/assets/page-12345678.js', '/account/nowhere']) {
      const { statusCode, body } = await get(url);
      expect([url, statusCode, body.includes('"/account/latchkey/')]).toEqual([url, 404, true]);
      const other = await based.inject({ url });
      expect([other.statusCode, other.json().error_code]).toEqual([404, 'route_not_found']);
    }
  });

  it('has its own start also where an application has the others', async () => {
    const application = fastify();
    application.register(pagePlugin, { root: baseRoot, basePath: '/account', isEmbedded: true });
    application.get('/', () => 'the start');
    expect((await application.inject('/')).body).toBe('the start');
    expect((await application.inject('/account')).statusCode).toBe(200);
    await application.close();
  });
});
