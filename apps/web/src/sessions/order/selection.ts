/** The ids of what is selected. */
export type Selection = ReadonlySet<number>;

export const nothing: Selection = new Set();

export function withSelected(selection: Selection, ids: readonly number[], isSelected: boolean): Selection {
  const changed = new Set(selection);
  for (const id of ids) {
    if (isSelected) changed.add(id);
    else changed.delete(id);
  }
  return changed;
}

/** All from one to the other, whichever comes first. Only the other where the one is gone. */
export function between(ids: readonly number[], one: number | null, other: number): readonly number[] {
  const [from, until] = [one === null ? -1 : ids.indexOf(one), ids.indexOf(other)];
  if (from < 0 || until < 0) return [other];
  return ids.slice(Math.min(from, until), Math.max(from, until) + 1);
}
