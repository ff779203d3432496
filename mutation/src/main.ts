import { runDomain } from './domain/domain-run.ts';
import { environment } from './environment.ts';
import { type MutantOutcome, isNoticed, lineOf } from './outcome.ts';
import { domainParts, sqlParts } from './parts.ts';
import { hasWantedScore, readOutcomes, scoreLine, writeOutcomes } from './results.ts';
import { unlistedFiles } from './unlisted-files.ts';
import { runSql } from './sql/sql-run.ts';

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const flags = new Set(process.argv.slice(2).filter((argument) => argument.startsWith('--')));
const parts = [...domainParts, ...sqlParts];
const exact = new Set(parts.map(({ name }) => name).filter((name) => names.includes(name)));
const chosen = parts.filter(
  ({ name }) =>
    names.length === 0 || exact.has(name) || names.some((start) => !exact.has(start) && name.startsWith(start)),
);

if (chosen.length === 0) {
  console.error(`There is no such part. The parts are:\n${parts.map(({ name }) => name).join('\n')}`);
  process.exit(2);
}
const failed: string[] = [];
if (!flags.has('--scores')) {
  if (environment.database === '') {
    console.error('Name a PostgreSQL whose user may create databases, in TEST_DATABASE_URL');
    process.exit(2);
  }
  for (const part of chosen) {
    console.log(`\n${part.name}`);
    const isDomain = domainParts.includes(part);
    try {
      const outcomes = isDomain ? await runDomain(part) : await runSql(part, flags.has('--fresh'));
      await writeOutcomes(part, outcomes);
      for (const outcome of outcomes) if (!isNoticed(outcome)) console.log(`\n${lineOf(outcome)}`);
    } catch (error) {
      // The other parts run all the same, because a run of all parts takes hours.
      console.error(error);
      console.error(`${part.name} could not run`);
      failed.push(part.name);
    }
  }
}

for (const file of await unlistedFiles()) {
  console.log(`${file} is in no part: add it to mutation/src/parts.ts`);
  failed.push(file);
}
const all: MutantOutcome[] = [];
console.log();
for (const part of chosen) {
  const outcomes = await readOutcomes(part);
  if (outcomes) {
    console.log(scoreLine(part.name, outcomes));
    all.push(...outcomes);
  } else console.log(`${part.name} has not run`);
}
console.log(scoreLine('in all', all));
process.exit(hasWantedScore(all) && failed.length === 0 ? 0 : 1);
