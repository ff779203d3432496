import { type ComponentType, lazy, Suspense } from 'react';
import { sentences } from '../sentences.ts';
import type { ListedSession } from '../sessions/listed-session.ts';
import { countryName } from './country-name.ts';
import { PlaceCredit } from './place-credit.tsx';
import { presencesOf } from './presence.ts';
import type { WorldMapProps } from './world-map.tsx';

/** It is large, and comes after the list. Where it does not come, the words beneath it say the same. */
const WorldMap = lazy<ComponentType<WorldMapProps>>(() =>
  import('./world-map.tsx').catch(() => ({ default: () => null })),
);

interface PlacesSectionProps {
  readonly sessions: readonly ListedSession[];
}

/** Where the devices are: on a map, and in words. Nothing where no country is known. */
export function PlacesSection({ sessions }: PlacesSectionProps) {
  const { countries, privately, unknown } = presencesOf(sessions);
  if (countries.length === 0) return null;

  const { title, devices, devicesPrivately, devicesUnknown } = sentences.places;
  return (
    <section aria-labelledby="places">
      <h2 id="places" className="mb-4 text-xl font-semibold tracking-tight">
        {title}
      </h2>
      <div className="card p-4 sm:p-6">
        <div className="world">
          <Suspense>
            <WorldMap countries={countries} />
          </Suspense>
        </div>
        <ul className="mt-4 flex flex-wrap gap-x-6 gap-y-2 sm:mt-5">
          {countries.map(({ country, devices: count, isHere, strength }) => (
            <li key={country} className="presence" data-here={isHere || undefined}>
              <span aria-hidden className="swatch" style={{ opacity: strength }} />
              <span>{devices(countryName(country), count)}</span>
              {isHere && <span className="badge">{sentences.sessions.thisDevice}</span>}
            </li>
          ))}
          {privately > 0 && <li className="presence text-muted">{devicesPrivately(privately)}</li>}
          {unknown > 0 && <li className="presence text-muted">{devicesUnknown(unknown)}</li>}
        </ul>
        <PlaceCredit />
      </div>
    </section>
  );
}
