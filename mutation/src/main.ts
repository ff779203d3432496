import { runDomain } from './domain/domain-run.ts';
import { environment } from './environment.ts';
import { type MutantOutcome, isNoticed, lineOf } from './outcome.ts';
import { domainParts, sqlParts } from './parts.ts';
import { readOutcomes, scoreLine, writeOutcomes } from './results.ts';
import { runSql } from './sql/sql-run.ts';

/** Of a hundred changes, so many at least must be noticed. */
const wanted = 85;

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const flags = new Set(process.argv.slice(2).filter((argument) => argument.startsWith('--')));
const parts = [...domainParts, ...sqlParts];
const chosen = parts.filter(({ name }) => names.length === 0 || names.some((start) => name.startsWith(start)));

if (chosen.length === 0) {
  console.error(`There is no such part. The parts are:\n${parts.map(({ name }) => name).join('\n')}`);
  process.exit(2);
}
if (!flags.has('--scores')) {
  if (environment.database === '') {
    console.error('Name a PostgreSQL whose user may create databases, in TEST_DATABASE_URL');
    process.exit(2);
  }
  for (const part of chosen) {
    console.log(`\n${part.name}`);
    const isDomain = domainParts.includes(part);
    const outcomes = isDomain ? await runDomain(part) : await runSql(part, flags.has('--fresh'));
    await writeOutcomes(part, outcomes);
    for (const outcome of outcomes) if (!isNoticed(outcome)) console.log(`\n${lineOf(outcome)}`);
  }
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
process.exit((100 * all.filter(isNoticed).length) / all.length < wanted ? 1 : 0);
