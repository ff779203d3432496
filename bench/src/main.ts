import { readFile, writeFile } from 'node:fs/promises';
import { type Command, type Section, readCommandLine } from './command-line.ts';
import type { Plan } from './plan.ts';
import { closeProgress } from './progress.ts';
import { keep, kept } from './report/archive.ts';
import { chart } from './report/chart.ts';
import { document } from './report/document.ts';
import { type Results } from './report/goal.ts';
import { print } from './report/printing.ts';
import { packageVersions, surroundings } from './report/machine.ts';
import { measureApplicationMemory } from './sections/application-memory.ts';
import { measureApplications } from './sections/applications.ts';
import { measureBeginnings } from './sections/beginnings.ts';
import { measureGrowth } from './sections/growth.ts';
import { measureMemory } from './sections/memory.ts';
import { measureProxy } from './sections/proxy.ts';
import { measureRatios } from './sections/ratios.ts';
import { measureRequests } from './sections/requests.ts';
import { measureRevocation } from './sections/revocation.ts';
import { measureVerifiers } from './sections/verifiers.ts';
import { measureWebhooks } from './sections/webhooks.ts';
import { seedLatchkey } from './seeding/latchkey-seed.ts';
import { removeEverything } from './seeding/removal.ts';

const measurements: {
  readonly [Name in Section]: (plan: Plan) => Promise<Omit<NonNullable<Results[Name]>, 'measuredOn'>>;
} = {
  ratios: measureRatios,
  requests: measureRequests,
  applications: measureApplications,
  proxy: measureProxy,
  revocation: measureRevocation,
  verifiers: measureVerifiers,
  growth: measureGrowth,
  memory: measureMemory,
  'application-memory': measureApplicationMemory,
  beginnings: measureBeginnings,
  webhooks: measureWebhooks,
};

try {
  await obey(readCommandLine(process.argv.slice(2)));
  process.exit(0);
} catch (error) {
  closeProgress();
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function obey(command: Command): Promise<void> {
  if (command.name === 'drop') return removeEverything();
  if (command.name === 'seed') return void (await seedLatchkey(command.root, command.rows));
  const { sections, plan, write } = command;
  const found: Results = {};
  for (const section of sections) {
    const result = { ...(await measurements[section](plan)), measuredOn: new Date().toISOString().slice(0, 10) };
    Object.assign(found, { [section]: result });
    // Results of some rows only are printed, not stored.
    if (plan.only.length === 0) await keep(section, result);
  }
  print(found);
  if (write) await writeReport();
}

/** Writes the document and its chart from the latest results of each section. */
async function writeReport(): Promise<void> {
  const results = await kept();
  const rows = results.requests?.rows ?? [];
  const versions = await packageVersions(rows.flatMap(({ packages }) => packages));
  const docs = new URL('../../docs/', import.meta.url);
  const goalsByHand = await readFile(new URL('../goals.md', import.meta.url), 'utf8');
  await writeFile(new URL('benchmarks.md', docs), document(results, goalsByHand, await surroundings(), versions));
  await writeFile(new URL('pictures/benchmark.svg', docs), chart(rows));
  console.log('\nWritten: docs/benchmarks.md and docs/pictures/benchmark.svg');
}
