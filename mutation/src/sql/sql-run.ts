import { readFile } from 'node:fs/promises';
import { environment } from '../environment.ts';
import type { MutantOutcome } from '../outcome.ts';
import type { Part } from '../parts.ts';
import { readOutcomes, writeOutcomes } from '../results.ts';
import { root } from '../root.ts';
import { type Mutation, mutationsOf } from './sql-mutations.ts';
import { sqlTexts } from './sql-texts.ts';
import { TestRunner } from './test-runner.ts';

/** The number of mutants that run in one process, one after the other. */
const batch = 10;

/** A mutant, and the whole text of its file. */
interface Candidate {
  readonly mutant: Omit<MutantOutcome, 'status'>;
  readonly text: string;
}

/**
 * Mutates the SQL of a part, one place after the other, and runs its tests on the PostgreSQL at `TEST_DATABASE_URL`, up to the
 * first that fails. What an earlier run has seen noticed at the same place is not tried again, unless everything is to be.
 */
export async function runSql(part: Part, isFresh: boolean): Promise<MutantOutcome[]> {
  environment.tests = part.tests;
  const earlier = (isFresh ? null : await readOutcomes(part)) ?? [];
  const outcomes: MutantOutcome[] = [];
  for (const name of part.files) {
    const candidates = candidatesOf(name, await readFile(`${root}${name}`, 'utf8'));
    const untried: Candidate[] = [];
    for (const candidate of candidates) {
      const known = earlier.find((one) => one.status !== 'survived' && isSame(one, candidate.mutant));
      if (known) outcomes.push(known);
      else untried.push(candidate);
    }
    if (untried.length > 0) outcomes.push(...(await tryAll(part, name, untried, [...earlier, ...outcomes])));
  }
  return outcomes;
}

async function tryAll(
  part: Part,
  name: string,
  candidates: readonly Candidate[],
  known: readonly MutantOutcome[],
): Promise<MutantOutcome[]> {
  const file = `${root}${name}`;
  const outcomes: MutantOutcome[] = [];
  const runner = await TestRunner.start(
    file,
    part.tests.map((test) => `${root}${test}`),
    part.runsAlone === true ? 1 : 2,
  );
  try {
    for (let from = 0; from < candidates.length; from += batch) {
      const next = candidates.slice(from, from + batch);
      const verdicts = await runner.run(next.map(({ text }) => ({ file, text })));
      for (const [at, { mutant }] of next.entries()) outcomes.push({ ...mutant, status: verdicts[at] ?? 'killed' });
      // A run that is broken off goes on from here.
      const before = known.filter((one) => !outcomes.some((other) => isSame(one, other)));
      await writeOutcomes(part, [...outcomes, ...before]);
      const noticed = outcomes.filter(({ status }) => status === 'killed').length;
      console.log(`${name}: ${noticed} of ${outcomes.length} noticed, of ${candidates.length} to try`);
    }
  } finally {
    await runner.close();
  }
  return outcomes;
}

const candidatesOf = (file: string, source: string): Candidate[] =>
  sqlTexts(source)
    .flatMap((text) => mutationsOf(source, text))
    .map((mutation) => ({
      mutant: mutantOf(file, source, mutation),
      text: source.slice(0, mutation.start) + mutation.replacement + source.slice(mutation.end),
    }));

function mutantOf(
  file: string,
  source: string,
  { start, end, replacement, kind }: Mutation,
): Omit<MutantOutcome, 'status'> {
  const before = source.slice(0, start).split('\n');
  const place = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return { ...place, kind, original: source.slice(start, end), replacement };
}

const isSame = (one: Omit<MutantOutcome, 'status'>, other: Omit<MutantOutcome, 'status'>): boolean =>
  (['file', 'line', 'column', 'kind', 'original', 'replacement'] as const).every((key) => one[key] === other[key]);
