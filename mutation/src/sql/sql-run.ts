import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { environment } from '../environment.ts';
import type { MutantOutcome } from '../outcome.ts';
import type { Part } from '../parts.ts';
import { readOutcomes, writeOutcomes } from '../results.ts';
import { type Mutation, mutationsOf } from './sql-mutations.ts';
import { sqlTexts } from './sql-texts.ts';
import { TestRunner } from './test-runner.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Mutates the SQL of a part, one place after the other, and runs its tests on the PostgreSQL at `TEST_DATABASE_URL`, up to the
 * first that fails. What an earlier run has seen noticed at the same place is not tried again, unless everything is to be.
 */
export async function runSql(part: Part, isFresh: boolean): Promise<MutantOutcome[]> {
  environment.tests = part.tests;
  const earlier = isFresh ? null : await readOutcomes(part);
  const outcomes: MutantOutcome[] = [];
  let runner: TestRunner | null = null;
  try {
    for (const name of part.files) {
      const file = `${root}${name}`;
      const source = await readFile(file, 'utf8');
      const mutations = sqlTexts(source).flatMap((text) => mutationsOf(source, text));
      for (const [at, mutation] of mutations.entries()) {
        const mutant = mutantOf(name, source, mutation);
        const known = earlier?.find((one) => one.status !== 'survived' && isSame(one, mutant));
        if (known) {
          outcomes.push(known);
          continue;
        }
        runner ??= await TestRunner.start(part.tests.map((test) => `${root}${test}`));
        const text = source.slice(0, mutation.start) + mutation.replacement + source.slice(mutation.end);
        const status = await runner.run({ file, text });
        if (status === 'timeout') {
          // Its worker may hang.
          await runner.close();
          runner = null;
        }
        outcomes.push({ ...mutant, status });
        // A run that is broken off goes on from here.
        await writeOutcomes(part, [...outcomes, ...remaining(earlier, outcomes)]);
        console.log(`${name}:${mutant.line} ${at + 1}/${mutations.length} ${status}: ${mutant.kind}`);
      }
    }
  } finally {
    await runner?.close();
  }
  return outcomes;
}

function mutantOf(
  file: string,
  source: string,
  { start, end, replacement, kind }: Mutation,
): Omit<MutantOutcome, 'status'> {
  const before = source.slice(0, start).split('\n');
  const place = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return { ...place, kind, original: source.slice(start, end), replacement };
}

/** What an earlier run found, and this one has not come to yet. */
const remaining = (earlier: readonly MutantOutcome[] | null, outcomes: readonly MutantOutcome[]): MutantOutcome[] =>
  (earlier ?? []).filter((one) => !outcomes.some((other) => isSame(one, other)));

const isSame = (one: Omit<MutantOutcome, 'status'>, other: Omit<MutantOutcome, 'status'>): boolean =>
  (['file', 'line', 'column', 'kind', 'original', 'replacement'] as const).every((key) => one[key] === other[key]);
