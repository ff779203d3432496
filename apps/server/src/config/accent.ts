import { type Color, black, contrastOf, formatColor, luminanceOf, mix, mixUntil, parseColor, white } from './color.ts';

/** The contrast of all text on the page (WCAG AAA). */
const minContrast = 7;

/** The colours that are derived from the operator's colour, for one scheme. Their names are those of the page's theme. */
export interface Palette {
  readonly accent: Color;
  readonly 'accent-strong': Color;
  readonly 'accent-text': Color;
  readonly 'accent-faint': Color;
  readonly glow: Color;
}

/** The operator's colour on light and on dark backgrounds. */
export interface Accent {
  readonly light: Palette;
  readonly dark: Palette;
}

/**
 * Luminances of the page's theme (`theme.css`): of its text on the accent colour, and of its tinted backgrounds. A derived
 * background is at least as light, or as dark, as the theme's own, so that all other texts keep their contrast on it.
 */
const theme = {
  light: { onAccent: 1, faint: 0.869, glow: 0.827 },
  dark: { onAccent: 0.0085, faint: 0.031, glow: 0.0193 },
} as const;

/** Surfaces of the dark theme, into which the tints are mixed. */
const darkSurface: Color = [26, 35, 37];
const darkPaper: Color = [16, 23, 25];

const hasContrast = (luminance: number) => (color: Color) => contrastOf(luminanceOf(color), luminance) >= minContrast;

const isAbove = (least: number) => (color: Color) => luminanceOf(color) >= least;
const isBelow = (most: number) => (color: Color) => luminanceOf(color) <= most;

function lightPalette(accent: Color): Palette {
  return {
    accent,
    'accent-strong': mix(black, accent, 0.15),
    // The glow is the darkest background behind links.
    'accent-text': mixUntil(accent, black, hasContrast(theme.light.glow)),
    'accent-faint': mixUntil(mix(accent, white, 0.15), white, isAbove(theme.light.faint)),
    glow: mixUntil(mix(accent, white, 0.2), white, isAbove(theme.light.glow)),
  };
}

function darkPalette(accent: Color): Palette {
  return {
    accent,
    'accent-strong': mix(white, accent, 0.3),
    // The faint accent is the lightest background behind links.
    'accent-text': mixUntil(accent, white, hasContrast(theme.dark.faint)),
    'accent-faint': mixUntil(mix(accent, darkSurface, 0.2), darkSurface, isBelow(theme.dark.faint)),
    glow: mixUntil(mix(accent, darkPaper, 0.15), darkPaper, isBelow(theme.dark.glow)),
  };
}

/** Returns why a colour cannot be the accent colour of a scheme, as the rest of a sentence, or null. */
export function faultOfAccent(text: string, scheme: 'light' | 'dark'): string | null {
  const color = parseColor(text);
  if (color === null) return 'must be a colour such as #0e6155';
  const { onAccent } = theme[scheme];
  const contrast = contrastOf(luminanceOf(color), onAccent);
  if (contrast >= minContrast) return null;
  const [other, toward] = scheme === 'light' ? ['white', black] : ['the dark background', white];
  const nearest = mixUntil(color, toward, hasContrast(onAccent));
  // Rounded down, so that 6.96 is not shown as 7.
  const ratio = Math.floor(contrast * 10) / 10;
  return `must have a contrast of ${minContrast}:1 to ${other} and has ${ratio}:1: ${formatColor(nearest)} has it`;
}

/**
 * Derives the palettes from a colour for light backgrounds, and from one for dark backgrounds. Without the second, the first
 * is lightened until it has the contrast.
 */
export function accentOf(light: Color, dark: Color | null): Accent {
  return {
    light: lightPalette(light),
    dark: darkPalette(dark ?? mixUntil(light, white, hasContrast(theme.dark.onAccent))),
  };
}
