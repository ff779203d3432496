import type { NamedDevice } from '@latchkey/client';
import { calendarDate, clockTime } from '../../i18n/calendar.ts';
import { messages } from '../../i18n/messages.ts';
import { type Located, locationText } from '../locations/location.tsx';
import { nameOnButton } from './session-name.tsx';

/** Rows whose buttons need names: sessions and sign-in alerts. */
type Nameable = NamedDevice & Located & { readonly id: number; readonly createdAt: string };

export type UniqueNameOf<Of extends Nameable = Nameable> = (row: Of) => string;

/**
 * Returns a function that names each row for its buttons, with no two names alike. Equal names are followed by the location,
 * else by the time of the sign-in, else by that and a number.
 */
export function uniqueNames<Of extends Nameable>(all: readonly Of[]): UniqueNameOf<Of> {
  const namesakes = new Map<string, Of[]>();
  for (const one of all) {
    const name = nameOnButton(one);
    const alike = namesakes.get(name);
    if (alike) alike.push(one);
    else namesakes.set(name, [one]);
  }
  const uniqueNamesOf = new Map<string, ReadonlyMap<number, string>>();
  return (row) => {
    const name = nameOnButton(row);
    const alike = namesakes.get(name) ?? [];
    if (alike.length < 2) return name;
    const names = uniqueNamesOf.get(name) ?? distinguish(name, alike);
    uniqueNamesOf.set(name, names);
    return names.get(row.id) ?? name;
  };
}

function distinguish(name: string, alike: readonly Nameable[]): ReadonlyMap<number, string> {
  const ways: readonly ((row: Nameable) => string | null)[] = [locationText, signInTime];
  for (const way of ways) {
    const facts = alike.map(way);
    if (new Set(facts).size === alike.length && !facts.includes(null))
      return new Map(alike.map(({ id }, index) => [id, `${name}, ${facts[index]}`]));
  }
  const numbered = alike.toSorted((one, other) => one.id - other.id);
  return new Map(numbered.map((one, index) => [one.id, `${name}, ${signInTime(one)}, ${index + 1}`]));
}

function signInTime({ createdAt }: Nameable): string {
  const at = new Date(createdAt);
  return messages.sessions.signedIn(`${calendarDate(at)}, ${clockTime(at)}`);
}
