import type { ListedSession } from '../listed-session.ts';
import { isFound } from './search.ts';

const day = 86_400_000;

/** In days. By default an unused session ends within two weeks: whoever runs this may let it live longer. */
export const unusedFor = [7, 30, 90];

/** What sessions are told apart by: the values of each, as text. A new way to filter is one more line. */
const values = {
  unused: ({ lastUsedAt }, now) =>
    unusedFor.filter((days) => now.getTime() - Date.parse(lastUsedAt) >= days * day).map(String),
  kind: ({ device }) => [device.kind],
  software: ({ device }) => [device.software ?? ''],
  // What is in no country that is known goes by why that is so: lower case, as no country does.
  country: ({ place }) => [place.country ?? place.kind],
  binding: ({ isBound }) => [isBound ? 'bound' : 'unbound'],
} satisfies Record<string, (session: ListedSession, now: Date) => readonly string[]>;

export type Facet = keyof typeof values;
export const facets = ['unused', 'country', 'kind', 'software', 'binding'] as const satisfies readonly Facet[];

export function valuesOf(facet: Facet, session: ListedSession, now: Date): readonly string[] {
  return values[facet](session, now);
}

/** Which sessions are to be shown: those in which all words are found, and which have every chosen value. */
export interface Criteria {
  readonly words: string;
  readonly chosen: Readonly<Partial<Record<Facet, string>>>;
}

export const everything: Criteria = { words: '', chosen: {} };

export const hasCriteria = ({ words, chosen }: Criteria): boolean =>
  words.trim() !== '' || facets.some((facet) => chosen[facet] !== undefined);

export function meets(session: ListedSession, { words, chosen }: Criteria, now: Date): boolean {
  return (
    isFound(session, words) &&
    facets.every((facet) => {
      const value = chosen[facet];
      return value === undefined || valuesOf(facet, session, now).includes(value);
    })
  );
}
