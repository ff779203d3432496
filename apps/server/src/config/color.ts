/** A colour of sRGB: red, green and blue from 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];

export const white: Color = [255, 255, 255];
export const black: Color = [0, 0, 0];

/** Reads `#0e6155`, or returns null. */
export function parseColor(text: string): Color | null {
  const [, red, green, blue] = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text) ?? [];
  if (red === undefined || green === undefined || blue === undefined) return null;
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

export const formatColor = (color: Color): string =>
  `#${color.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/** Relative luminance, from 0 for black to 1 for white (WCAG 2.2). */
export function luminanceOf(color: Color): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two luminances, from 1 to 21 (WCAG 2.2). */
export const contrastOf = (one: number, other: number): number =>
  (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

/** Mixes a share of one colour, from 0 to 1, into another. */
export const mix = (color: Color, into: Color, share: number): Color => {
  const part = (at: 0 | 1 | 2) => Math.round(into[at] + (color[at] - into[at]) * share);
  return [part(0), part(1), part(2)];
};

/** Mixes as little as possible of `toward` into a colour, in steps of a hundredth, for a condition to hold. */
export function mixUntil(color: Color, toward: Color, holds: (mixed: Color) => boolean): Color {
  for (let percent = 0; percent < 100; percent += 1) {
    const mixed = mix(toward, color, percent / 100);
    if (holds(mixed)) return mixed;
  }
  return toward;
}
