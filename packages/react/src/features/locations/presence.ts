import type { SessionView } from '../../api/outputs.ts';
import { countryOf } from './location.tsx';

/** The sessions in one country. */
export interface CountryPresence {
  readonly country: string;
  readonly devices: number;
  /** Whether the current session is one of them. */
  readonly isHere: boolean;
  /** Opacity on the map from 0.6 to 1, in proportion to the number of devices. */
  readonly strength: number;
}

/** Most devices first, then by country code, so that the order stays when devices are used. */
function byDevices(one: CountryPresence, other: CountryPresence): number {
  return other.devices - one.devices || (one.country < other.country ? -1 : 1);
}

/** Counts sessions by the country of their last use, most first, and those without a known country. */
export function countPresence(sessions: readonly SessionView[]): {
  readonly countries: readonly CountryPresence[];
  readonly privately: number;
  readonly unknown: number;
} {
  const byCountry = new Map<string, { devices: number; isHere: boolean }>();
  for (const session of sessions) {
    const country = countryOf(session);
    if (country === null) continue;
    const { devices, isHere } = byCountry.get(country) ?? { devices: 0, isHere: false };
    byCountry.set(country, { devices: devices + 1, isHere: isHere || session.isCurrent });
  }
  const most = Math.max(...[...byCountry.values()].map(({ devices }) => devices));
  const countries = [...byCountry].map(([country, of]) => ({
    country,
    ...of,
    strength: 0.6 + 0.4 * (of.devices / most),
  }));
  const count = (kind: SessionView['location']['kind']) =>
    sessions.filter((session) => countryOf(session) === null && session.location.kind === kind).length;
  return {
    countries: countries.toSorted(byDevices),
    privately: count('private'),
    unknown: count('unknown'),
  };
}
