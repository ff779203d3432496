import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import type { MutantOutcome } from '../outcome.ts';
import { environment } from '../environment.ts';
import type { Part } from '../parts.ts';
import { resultFile } from '../results.ts';
import { root } from '../root.ts';

const statuses: Readonly<Record<string, MutantOutcome['status']>> = {
  Killed: 'killed',
  Timeout: 'timeout',
  Survived: 'survived',
  NoCoverage: 'uncovered',
};

/**
 * Mutates a part of the domain with Stryker, in a copy of the repository. Results of an earlier run are kept where neither
 * the code nor the tests have changed.
 */
export async function runDomain(part: Part): Promise<MutantOutcome[]> {
  // Not Stryker's own `testFiles`, with which version 9.6.1 never turns on a mutant that runs as its module is loaded.
  environment.tests = part.tests;
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
    timeoutMS: 20_000,
    timeoutFactor: 3,
    dryRunTimeoutMinutes: 15,
    ignorePatterns: ['.git', '.turbo', '**/.turbo', '**/dist', 'apps', 'bench', 'deploy', 'docs', 'mutation/results'],
    disableTypeChecks: false,
    incremental: true,
    incrementalFile: fileURLToPath(resultFile(part, 'stryker.json')),
    tempDirName: 'mutation/.stryker-tmp',
    reporters: ['progress-append-only', 'survivors'],
    allowConsoleColors: false,
  }).runMutationTest();
  const sources = new Map<string, string[]>();
  const outcomes: MutantOutcome[] = [];
  for (const { fileName, location, mutatorName, replacement = '', status } of mutants) {
    const known = statuses[status];
    if (!known) continue;
    const lines = sources.get(fileName) ?? (await readFile(fileName, 'utf8')).split('\n');
    sources.set(fileName, lines);
    const { start, end } = location;
    const spanned = lines.slice(start.line, end.line + 1);
    const last = spanned.length - 1;
    const cut = spanned.map((line, at) =>
      line.slice(at === 0 ? start.column : 0, at === last ? end.column : line.length),
    );
    const place = { file: relative(root, fileName), line: start.line + 1, column: start.column + 1, kind: mutatorName };
    outcomes.push({ ...place, original: cut.join('\n'), replacement, status: known });
  }
  return outcomes;
}
