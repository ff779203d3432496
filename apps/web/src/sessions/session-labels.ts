import { whereabouts, type Located } from '../places/whereabouts.ts';
import { sentences } from '../sentences.ts';
import { calendarDate, clockTime } from '../time/calendar.ts';
import type { NamedDevice } from './listed-session.ts';
import { nameOnButton } from './session-name.ts';

/** Something on this page that buttons are named by: a session, or a question about one. */
type Labelled = NamedDevice & Located & { readonly id: number; readonly createdAt: string };

export type LabelOf<Of extends Labelled = Labelled> = (labelled: Of) => string;

/**
 * Names for buttons, such that no two of these have the same. Most are called as they are shown. Those that share a name are told
 * apart by their country, or else by when they signed in, and at last by a number.
 */
export function labelsOf<Of extends Labelled>(all: readonly Of[]): LabelOf<Of> {
  const namesakes = new Map<string, Of[]>();
  for (const one of all) {
    const name = nameOnButton(one);
    const alike = namesakes.get(name);
    if (alike) alike.push(one);
    else namesakes.set(name, [one]);
  }
  const labels = new Map<string, ReadonlyMap<number, string>>();
  return (labelled) => {
    const name = nameOnButton(labelled);
    const alike = namesakes.get(name) ?? [];
    if (alike.length < 2) return name;
    const known = labels.get(name) ?? toldApart(name, alike);
    labels.set(name, known);
    return known.get(labelled.id) ?? name;
  };
}

function toldApart(name: string, alike: readonly Labelled[]): ReadonlyMap<number, string> {
  const ways: readonly ((labelled: Labelled) => string | null)[] = [whereabouts, signInTime];
  for (const way of ways) {
    const facts = alike.map(way);
    if (new Set(facts).size === alike.length && !facts.includes(null))
      return new Map(alike.map(({ id }, index) => [id, `${name}, ${facts[index]}`]));
  }
  const numbered = alike.toSorted((one, other) => one.id - other.id);
  return new Map(numbered.map((one, index) => [one.id, `${name}, ${signInTime(one)}, ${index + 1}`]));
}

function signInTime({ createdAt }: Labelled): string {
  const at = new Date(createdAt);
  return sentences.sessions.signedIn(`${calendarDate(at)}, ${clockTime(at)}`);
}
