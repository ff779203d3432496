import { expect, it } from 'vitest';
import { viewBox, world } from './world.ts';

/** Regions that Intl names although they are no countries of ISO 3166, are former ones, or are Antarctica. */
const none = new Set(
  'AC AN AQ BU CP CQ CS DD DG DY EA EU EZ FX HV IC NH QO QU RH SU TA TP UK UN VD XA XB YD YU ZR ZZ'.split(' '),
);

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const countries = letters
  .flatMap((one) => letters.map((other) => one + other))
  .filter((code) => names.of(code) !== undefined && !none.has(code));

it('world map: every country has an outline or a dot', () => {
  expect(countries.length).toBeGreaterThan(240);
  const missing = countries.filter((code) => !world[code]?.d && !world[code]?.dot);
  expect(missing).toEqual([]);
});

it('world map: every dot lies on it', () => {
  const [, , width = 0, height = 0] = viewBox.split(' ').map(Number);
  const dots = Object.values(world).flatMap(({ dot }) => (dot ? [dot] : []));
  expect(dots.filter(([x = 0, y = 0]) => !(x > 0 && x < width && y > 0 && y < height))).toEqual([]);
});
