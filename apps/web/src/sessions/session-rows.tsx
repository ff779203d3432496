import type { Row } from './order/row.ts';
import { OrderedRow, type RowSurroundings } from './ordered-row.tsx';

export interface SessionRowsProps {
  readonly rows: readonly Row[];
  readonly surroundings: RowSurroundings;
}

/** Every row, one under the other. */
export function SessionRows({ rows, surroundings }: SessionRowsProps) {
  return (
    <ul aria-labelledby="others" className="card">
      {rows.map((row) => (
        <OrderedRow key={row.key} row={row} surroundings={surroundings} />
      ))}
    </ul>
  );
}
