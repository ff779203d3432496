import { sentences } from '../sentences.ts';
import { countryName } from './country-name.ts';
import type { Presence } from './presence.ts';
import { viewBox, world } from './world.ts';

const land = Object.values(world)
  .map(({ d }) => d)
  .join('');

export interface WorldMapProps {
  readonly countries: readonly Presence[];
}

/** The world, with the countries that devices are in. Whole countries: more than that is not known. */
export default function WorldMap({ countries }: WorldMapProps) {
  return (
    <svg viewBox={viewBox} aria-hidden>
      <path className="land" d={land} />
      {countries.map(({ country, devices, isHere, strength }) => (
        <g key={country} className="country" data-here={isHere || undefined} opacity={strength}>
          <title>{sentences.places.devices(countryName(country), devices)}</title>
          <CountryMark code={country} />
        </g>
      ))}
    </svg>
  );
}

function CountryMark({ code }: { readonly code: string }) {
  const outline = world[code];
  if (!outline) return null;
  const { d, dot } = outline;
  return (
    <>
      <path d={d} />
      {dot && <circle cx={dot[0]} cy={dot[1]} />}
    </>
  );
}
