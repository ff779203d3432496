import { expect, it } from 'vitest';
import { scopeStyleSheet } from '../build/style-sheet.ts';

const scoped = (css: string) =>
  scopeStyleSheet(`${css}@media (prefers-color-scheme: dark) { :root { --ink: white; } }`).replaceAll(/\s+/g, ' ');

it('style sheet: a rule applies below the root only, with prefixed names, and a stronger layer wins', () => {
  const css = scoped(
    '@layer base { button { color: red } } @layer utilities { .sm\\:p-1, a.link { padding: 0 } } .x { top: 0 }',
  );
  expect(css).toContain('.latchkey:not(#_):not(#_):not(#_):not(#_) button {');
  const utility = `.latchkey${':not(#_)'.repeat(6)}`;
  expect(css).toContain(`${utility} .lk-sm\\:p-1, ${utility} a.lk-link {`);
  expect(css).toContain(`.latchkey${':not(#_)'.repeat(7)} .lk-x {`);
  expect(css).not.toContain('@layer');
});

it('style sheet: the root of the document is the root of the components', () => {
  expect(scoped('html:has(.a) .b, [dir="rtl"] .b { top: 0 }')).toMatch(
    /\.latchkey(?::not\(#_\)){7}:has\(\.lk-a\) \.lk-b, \.latchkey(?::not\(#_\)){7}\[dir="rtl"\] \.lk-b/,
  );
});

it('style sheet: an application sets variables of the theme, the size of rem, and light or dark', () => {
  const css = scoped('@layer theme { :root { --radius: 0.5rem } }');
  expect(css).toContain('--radius: var(--latchkey-radius, calc(0.5*var(--latchkey-rem,1rem))');
  expect(css).toMatch(/:where\(:not\(\[data-theme=light\]\)\)[^{]*\{ --ink: var\(--latchkey-ink, white\)/);
  expect(css).toMatch(/:where\(\[data-theme=dark\]\)[^{]*\{ --ink: var\(--latchkey-ink, white\)/);
});

it('style sheet: keyframes and variables of utilities have names that no page uses', () => {
  const css = scoped('@keyframes rise { to { top: 0 } } .a { animation: 1s rise; --tw-x: 1 }');
  expect(css).toContain('@keyframes lk-rise { to { top: 0 } }');
  expect(css).toContain('animation: 1s lk-rise; --lk-tw-x: 1');
});

it('style sheet: what the build cannot scope fails', () => {
  expect(() => scoped('.a { & .b { top: 0 } }')).toThrow('nested');
  expect(() => scoped('@layer other { .a { top: 0 } }')).toThrow('other');
});
