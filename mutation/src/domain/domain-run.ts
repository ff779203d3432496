import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { type MutantOutcome, isNoticed } from '../outcome.ts';
import { environment } from '../environment.ts';
import { type Part, isQuick } from '../parts.ts';
import { hasWantedScore, resultFile } from '../results.ts';
import { root } from '../root.ts';

const statuses: Readonly<Record<string, MutantOutcome['status']>> = {
  Killed: 'killed',
  Timeout: 'timeout',
  Survived: 'survived',
  NoCoverage: 'uncovered',
  // No test could start.
  RuntimeError: 'killed',
};

/**
 * Mutates a part of the domain with Stryker, in a copy of the repository: first with the tests of the domain, and then, where
 * these notice too few, with all tests of the part those mutants that survived. Results of an earlier run are kept where neither the code nor the tests have
 * changed. A mutant that is only read as its module is loaded needs every test of the part in a new process: it is tried with
 * the tests of the domain alone.
 */
export async function runDomain(part: Part): Promise<MutantOutcome[]> {
  const quick = part.tests.filter(isQuick);
  const quickFile = fileURLToPath(resultFile(part, 'quick.json'));
  const file = fileURLToPath(resultFile(part, 'stryker.json'));
  const outcomes: MutantOutcome[] = [];
  if (quick.length > 0) {
    await forgetUncertain(quickFile);
    outcomes.push(...(await mutate(part, quick, { incrementalFile: quickFile, ignoreStatic: false })));
    if (quick.length === part.tests.length || hasWantedScore(outcomes)) return outcomes;
    // Only the first time: after that, the second run has a file of its own.
    await copyFile(quickFile, file, constants.COPYFILE_EXCL).catch(() => {});
  }
  const noticed = new Set(outcomes.filter(isNoticed).map(keyOf));
  const seen = new Map(outcomes.map((outcome) => [keyOf(outcome), outcome]));
  const last = await mutate(part, part.tests, { incrementalFile: file, ignoreStatic: quick.length > 0 });
  return last.map((outcome) => (noticed.has(keyOf(outcome)) ? (seen.get(keyOf(outcome)) ?? outcome) : outcome));
}

const keyOf = ({ file, line, column, kind, original, replacement }: MutantOutcome): string =>
  JSON.stringify([file, line, column, kind, original, replacement]);

/**
 * Removes mutants from a file of Stryker's, so that the run tries them again: mutants that are read as their modules are loaded
 * and survived, because Stryker does not know which tests reach them, and mutants whose tests did not end in time, because that
 * can be the fault of a busy machine.
 */
async function forgetUncertain(incrementalFile: string): Promise<void> {
  const text = await readFile(incrementalFile, 'utf8').catch(() => null);
  if (text === null) return;
  const report: unknown = JSON.parse(text, (key, value: unknown) =>
    key === 'mutants' && Array.isArray(value) ? value.filter((mutant) => !isUncertain(mutant)) : value,
  );
  await writeFile(incrementalFile, JSON.stringify(report));
}

const isUncertain = (mutant: unknown): boolean =>
  typeof mutant === 'object' &&
  mutant !== null &&
  'status' in mutant &&
  (mutant.status === 'Timeout' || ('static' in mutant && mutant.static === true && mutant.status === 'Survived'));

async function mutate(
  part: Part,
  tests: readonly string[],
  { incrementalFile, ignoreStatic }: { readonly incrementalFile: string; readonly ignoreStatic: boolean },
): Promise<MutantOutcome[]> {
  // Not Stryker's own `testFiles`, with which version 9.6.1 never turns on a mutant that runs as its module is loaded.
  environment.tests = tests;
  process.chdir(root);
  const mutants = await new Stryker({
    mutate: [...part.files],
    testRunner: 'vitest',
    plugins: [
      import.meta.resolve('@stryker-mutator/vitest-runner'),
      fileURLToPath(new URL('message-ignorer.mjs', import.meta.url)),
      fileURLToPath(new URL('survivor-reporter.mjs', import.meta.url)),
    ],
    ignorers: ['messages'],
    vitest: { configFile: 'mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    // A mutant whose tests take that much longer never ends. Shorter limits take a busy machine for one.
    timeoutMS: 60_000,
    timeoutFactor: 3,
    dryRunTimeoutMinutes: 15,
    ignorePatterns: ['.git', '.turbo', '**/.turbo', '**/dist', 'apps', 'bench', 'deploy', 'docs', 'mutation/results'],
    disableTypeChecks: false,
    incremental: true,
    incrementalFile,
    ignoreStatic,
    tempDirName: 'mutation/.stryker-tmp',
    reporters: ['progress-append-only', 'survivors'],
    allowConsoleColors: false,
  }).runMutationTest();
  const sources = new Map<string, string[]>();
  const outcomes: MutantOutcome[] = [];
  for (const { fileName, location, mutatorName, replacement = '', status, statusReason } of mutants) {
    const isStatic = ignoreStatic && status === 'Ignored' && statusReason?.startsWith('Static') === true;
    const known = isStatic ? 'survived' : statuses[status];
    if (!known) continue;
    const lines = sources.get(fileName) ?? (await readFile(fileName, 'utf8')).split('\n');
    sources.set(fileName, lines);
    // Lines and columns count from one.
    const { start, end } = location;
    const spanned = lines.slice(start.line - 1, end.line);
    const last = spanned.length - 1;
    const cut = spanned.map((line, at) =>
      line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : line.length),
    );
    const place = { file: relative(root, fileName), line: start.line, column: start.column, kind: mutatorName };
    outcomes.push({ ...place, original: cut.join('\n'), replacement, status: known });
  }
  return outcomes;
}
