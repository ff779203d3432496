import {
  applicationMemoryCells,
  applicationCells,
  beginningCells,
  goalCells,
  growthCells,
  memoryCells,
  proxyCells,
  ratioTableCells,
  requestCells,
  revocationCells,
  webhookCells,
} from './cells.ts';
import { type Results, goals } from './goal.ts';
import { type Cells, terminalTable } from './table.ts';

/** Prints the latest results to the terminal. */
export function print(results: Results): void {
  const { ratios, requests, applications, revocation, verifiers, growth, memory, beginnings, proxy, webhooks } =
    results;
  if (ratios) show('Compared in turns', ratioTableCells(ratios));
  if (requests) {
    for (const [kind, heading] of Object.entries(headings)) {
      show(heading, requestCells(requests.rows.filter((row) => row.kind === kind)));
    }
    for (const failure of requests.failures) console.log(`\nNot measured: ${failure}`);
  }
  if (applications) show('Applications', applicationCells(applications));
  if (proxy) show('Behind nginx', proxyCells(proxy));
  if (proxy?.failure) console.log(`\nNot measured: ${proxy.failure}`);
  if (revocation) show('Revocation', revocationCells(revocation));
  if (verifiers) show('Revocation with connected applications', revocationCells(verifiers));
  for (const note of revocation?.notes ?? []) console.log(note);
  if (growth) show('Growth', growthCells(growth));
  if (beginnings) show('Beginning a session', beginningCells(beginnings));
  if (webhooks) show('Sending events', webhookCells(webhooks));
  if (memory) show('Memory', memoryCells(memory));
  const ofApplication = results['application-memory'];
  if (ofApplication) show('Memory of an application', applicationMemoryCells(ofApplication));
  show('Goals', goalCells(goals(results)));
}

const headings = {
  authenticated: 'Authenticating a request',
  list: "Listing the user's five sessions",
  open: 'Without authentication',
} as const;

function show(heading: string, cells: Cells): void {
  if (cells.length > 1) console.log(`\n${heading}\n\n${terminalTable(cells)}`);
}
