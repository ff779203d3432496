import { describe, expect, it } from 'vitest';
import { type Accent, accentOf, faultOfAccent } from '../../src/config/accent.ts';
import { type Color, contrastOf, luminanceOf, parseColor, white } from '../../src/config/color.ts';

const color = (text: string): Color => {
  const parsed = parseColor(text);
  if (!parsed) throw new Error(`${text} is no colour`);
  return parsed;
};
const contrast = (one: Color, other: Color) => contrastOf(luminanceOf(one), luminanceOf(other));

describe('the contrast of two colours', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.48],
    ['#ff0000', '#ffffff', 4],
    ['#0000ff', '#ffffff', 8.59],
  ])('of %s and %s is %d', (one, other, ratio) => {
    expect(contrast(color(one), color(other))).toBeCloseTo(ratio, 2);
    expect(contrast(color(other), color(one))).toBeCloseTo(ratio, 2);
  });
});

describe('an accent colour', () => {
  it.each(['red', '#fff', '#0e615580', '0e6155', 'rgb(0, 0, 0)', ''])('is refused if it is written as %j', (text) => {
    expect(faultOfAccent(text, 'light')).toBe('must be a colour such as #0e6155');
  });

  it.each([
    ['#e11d48', 'light', /^must have a contrast of 7:1 to white and has 4\.6:1: (#\w{6}) has it$/],
    ['#595959', 'light', null],
    ['#5a5a5a', 'light', /^must have a contrast of 7:1 to white and has 6\.8:1: (#\w{6}) has it$/],
    ['#e11d48', 'dark', /^must have a contrast of 7:1 to the dark background and has 3\.\d:1: (#\w{6}) has it$/],
    ['#76d2bb', 'dark', null],
  ] as const)('%s in the %s scheme: %s', (text, scheme, fault) => {
    const found = faultOfAccent(text, scheme);
    if (fault === null) return expect(found).toBeNull();
    expect(found).toMatch(fault);
    const [, proposed = ''] = fault.exec(found ?? '') ?? [];
    expect(faultOfAccent(proposed, scheme)).toBeNull();
  });
});

/** The theme's other colours, as in theme.css. */
const theme = {
  light: { onAccent: white, muted: color('#425053'), backgrounds: ['#ffffff', '#f7f6f3', '#ecf1ed'].map(color) },
  dark: {
    onAccent: color('#031a19'),
    muted: color('#bdc8c8'),
    backgrounds: ['#101719', '#1a2325', '#253032'].map(color),
  },
};

/** The least contrast of each text and its backgrounds. */
function contrastsIn(accent: Accent, scheme: 'light' | 'dark') {
  const { onAccent, muted, backgrounds } = theme[scheme];
  const palette = accent[scheme];
  const tinted = [palette['accent-faint'], palette.glow];
  return [
    ...[palette.accent, palette['accent-strong']].map((background) => contrast(onAccent, background)),
    ...[...backgrounds, ...tinted].map((background) => contrast(palette['accent-text'], background)),
    contrast(muted, palette['accent-faint']),
    contrast(muted, palette.glow),
  ];
}

it.each(['#0e6155', '#0000c0', '#7c1d6f', '#9c1c1c', '#4a4a00', '#000000', '#595959', '#005a9e'])(
  'the palettes of %s have a contrast of 7:1 of all texts in both schemes',
  (text) => {
    expect(faultOfAccent(text, 'light')).toBeNull();
    const accent = accentOf(color(text), null);
    for (const scheme of ['light', 'dark'] as const)
      expect(Math.min(...contrastsIn(accent, scheme)), scheme).toBeGreaterThanOrEqual(7);
    expect(accent.light.accent).toEqual(color(text));
  },
);

it('the colour for dark backgrounds is the given one', () => {
  expect(accentOf(color('#0e6155'), color('#ffd54f')).dark.accent).toEqual(color('#ffd54f'));
});
