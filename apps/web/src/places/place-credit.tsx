import { sentences } from '../sentences.ts';

/** Whose data countries are told from, and what it is worth. Stands wherever countries are shown. */
export function PlaceCredit() {
  return <p className="mt-4 text-sm text-muted text-pretty">{sentences.places.credit}</p>;
}
