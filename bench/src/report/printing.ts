import { goalCells, growthCells, memoryCells, requestCells, revocationCells } from './cells.ts';
import { type Results, goals } from './goal.ts';
import { type Cells, terminalTable } from './table.ts';

/** Shows on the terminal what has just been measured. */
export function print(results: Results): void {
  const { requests, revocation, growth, memory } = results;
  if (requests) {
    for (const [kind, heading] of Object.entries(headings)) {
      show(heading, requestCells(requests.rows.filter((row) => row.kind === kind)));
    }
    for (const failure of requests.failures) console.log(`\nNot measured: ${failure}`);
  }
  if (revocation) show('Revocation', revocationCells(revocation));
  for (const note of revocation?.notes ?? []) console.log(note);
  if (growth) show('Growth', growthCells(growth));
  if (memory) show('Memory', memoryCells(memory));
  show('Goals', goalCells(goals(results)));
}

const headings = {
  authenticated: 'Who is asking',
  list: "The user's five sessions",
  open: 'Without looking at who asks',
} as const;

function show(heading: string, cells: Cells): void {
  if (cells.length > 1) console.log(`\n${heading}\n\n${terminalTable(cells)}`);
}
