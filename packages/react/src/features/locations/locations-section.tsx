import { type ComponentType, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { onDemand } from '../../api/on-demand.ts';
import type { SessionView } from '../../api/outputs.ts';
import { messages } from '../../i18n/messages.ts';
import { countryName, LocationCredit } from './location.tsx';
import { countPresence } from './presence.ts';
import type { WorldMapProps } from './world-map.tsx';

const loadMap = onDemand(() => import('./world-map.tsx'));

/** Loaded when its place comes into view, because it is large. Without it, the list below has the same content. */
const WorldMap = lazy<ComponentType<WorldMapProps>>(() => loadMap().catch(() => ({ default: () => null })));

interface LocationsSectionProps {
  readonly sessions: readonly SessionView[];
}

/** A map and a list of the countries with sessions. Nothing where no country is known. */
export function LocationsSection({ sessions }: LocationsSectionProps) {
  const { countries, privately, unknown } = countPresence(sessions);
  if (countries.length === 0) return null;

  const { title, devices, devicesPrivately, devicesUnknown } = messages.locations;
  return (
    <section aria-labelledby="latchkey-locations" className="card rail-card">
      <h2 id="latchkey-locations" className="rail-title">
        {title}
      </h2>
      <div>
        <MapInView countries={countries} />
        <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1.5">
          {countries.map(({ country, devices: count, isHere, strength }) => (
            <li key={country} className="presence" data-here={isHere || undefined}>
              <span aria-hidden className="swatch" style={{ opacity: strength }} />
              <span>{devices(countryName(country), count)}</span>
              {isHere && <span className="badge">{messages.sessions.thisDevice}</span>}
            </li>
          ))}
          {privately > 0 && <li className="presence text-muted">{devicesPrivately(privately)}</li>}
          {unknown > 0 && <li className="presence text-muted">{devicesUnknown(unknown)}</li>}
        </ul>
        <p className="mt-3 text-xs text-muted text-pretty">{messages.deviceList.mapOfLastUse}</p>
        <LocationCredit />
      </div>
    </section>
  );
}

/** The place of the map, which has its height before the map is there. */
function MapInView({ countries }: WorldMapProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [hasBeenSeen, setSeen] = useState(false);
  useEffect(() => {
    if (!frame.current) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={frame} className="world">
      {hasBeenSeen && (
        <Suspense>
          <WorldMap countries={countries} />
        </Suspense>
      )}
    </div>
  );
}
