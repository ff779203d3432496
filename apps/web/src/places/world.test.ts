import { expect, it } from 'vitest';
import { viewBox, world } from './world.ts';

/** What Intl has a name for though it is no country of ISO 3166, has ceased to be one, or is Antarctica. */
const none = new Set(
  'AC AN AQ BU CP CQ CS DD DG DY EA EU EZ FX HV IC NH QO QU RH SU TA TP UK UN VD XA XB YD YU ZR ZZ'.split(' '),
);

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const countries = letters
  .flatMap((one) => letters.map((other) => one + other))
  .filter((code) => names.of(code) !== undefined && !none.has(code));

it('every country can be seen on the map: by its outline, or by a dot where it is small', () => {
  expect(countries.length).toBeGreaterThan(240);
  const missing = countries.filter((code) => !world[code]?.d && !world[code]?.dot);
  expect(missing).toEqual([]);
});

it('every dot lies on the map', () => {
  const [, , width = 0, height = 0] = viewBox.split(' ').map(Number);
  const dots = Object.values(world).flatMap(({ dot }) => (dot ? [dot] : []));
  expect(dots.filter(([x, y]) => !(x > 0 && x < width && y > 0 && y < height))).toEqual([]);
});
