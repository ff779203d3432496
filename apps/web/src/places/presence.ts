import type { ListedSession } from '../sessions/listed-session.ts';

/** How many devices are in one country. */
export interface Presence {
  readonly country: string;
  readonly devices: number;
  /** Whether this very device is one of them. */
  readonly isHere: boolean;
  /** How strongly it shows, up to 1: the more devices, the more; and a single one still well. */
  readonly strength: number;
}

/** The country itself decides between two that have as many, so that none moves as its devices are used. */
function byDevices(one: Presence, other: Presence): number {
  return other.devices - one.devices || (one.country < other.country ? -1 : 1);
}

/** The countries that devices are in, most devices first, and how many devices are in none that is known. */
export function presencesOf(sessions: readonly ListedSession[]): {
  readonly countries: readonly Presence[];
  readonly privately: number;
  readonly unknown: number;
} {
  const found = new Map<string, { devices: number; isHere: boolean }>();
  for (const { place, isCurrent } of sessions) {
    if (place.country === null) continue;
    const { devices, isHere } = found.get(place.country) ?? { devices: 0, isHere: false };
    found.set(place.country, { devices: devices + 1, isHere: isHere || isCurrent });
  }
  const most = Math.max(...[...found.values()].map(({ devices }) => devices));
  const countries = [...found].map(([country, of]) => ({ country, ...of, strength: 0.6 + 0.4 * (of.devices / most) }));
  const count = (kind: ListedSession['place']['kind']) => sessions.filter(({ place }) => place.kind === kind).length;
  return {
    countries: countries.toSorted(byDevices),
    privately: count('private'),
    unknown: count('unknown'),
  };
}
