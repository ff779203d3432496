import { messages } from '../../i18n/messages.ts';
import { countryName } from './location.tsx';
import type { CountryPresence } from './presence.ts';
import { viewBox, world } from './world.ts';

const land = Object.values(world)
  .map(({ d }) => d)
  .join('');

export interface WorldMapProps {
  readonly countries: readonly CountryPresence[];
}

/** A map that marks whole countries, because no finer location is known. */
export default function WorldMap({ countries }: WorldMapProps) {
  return (
    <svg viewBox={viewBox} aria-hidden>
      <path className="land" d={land} />
      {countries.map(({ country, devices, isHere, strength }) => (
        <g key={country} className="country" data-here={isHere || undefined} opacity={strength}>
          <title>{messages.locations.devices(countryName(country), devices)}</title>
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
