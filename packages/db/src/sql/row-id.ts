/** The id of a row for a number, or null where no row can have it: rows count from 1, and numbers end at 2^53. */
export function toRowId(id: number): bigint | null {
  return Number.isSafeInteger(id) && id > 0 ? BigInt(id) : null;
}

/** The number for the id of a row. Throws past 2^53, where two ids would become one number. */
export function fromRowId(rowId: bigint): number {
  const id = Number(rowId);
  if (!Number.isSafeInteger(id)) throw new RangeError(`The row id ${rowId} is no safe integer`);
  return id;
}
