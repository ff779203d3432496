import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type TestModule, type Vite, type Vitest, createVitest } from 'vitest/node';

const config = fileURLToPath(new URL('../../vitest.config.ts', import.meta.url));
/** Of this process, because several may run. */
const folder = fileURLToPath(new URL(`../../results/drivers-${process.pid}/`, import.meta.url));
const firstFailure = fileURLToPath(new URL('first-failure.ts', import.meta.url));

/** What a module's id says of the mutant that it belongs to. */
const query = /\?mutant=(\d+)$/;

/** A file with other text than it has on the disk. */
export interface Mutant {
  readonly file: string;
  readonly text: string;
}

export type Verdict = 'killed' | 'survived';

/**
 * Runs the same tests for many mutants of one file in one process. Starting a process and loading the database client takes
 * longer than most tests of a statement, so each mutant has only those modules anew that import the mutated file, by any
 * number of steps. The file itself is not touched.
 */
export class TestRunner {
  readonly #vitest: Vitest;
  readonly #tests: readonly string[];
  readonly #mutants: (Mutant | null)[];
  readonly #affected: Set<string>;

  private constructor(vitest: Vitest, tests: readonly string[], mutants: (Mutant | null)[], affected: Set<string>) {
    this.#vitest = vitest;
    this.#tests = tests;
    this.#mutants = mutants;
    this.#affected = affected;
  }

  /**
   * Takes the file that will be mutated, its test files, and how many mutants run at once, each with databases of its own.
   * Throws where the tests fail without any change.
   */
  static async start(file: string, tests: readonly string[], maxWorkers: number): Promise<TestRunner> {
    // Number 0 runs no test. It shows which modules import the file.
    const mutants: (Mutant | null)[] = [null];
    const affected = new Set(tests);
    const plugin: Vite.Plugin = {
      name: 'mutants',
      enforce: 'pre',
      async resolveId(source, importer, options) {
        const mutant = query.exec(importer ?? '')?.[0];
        if (mutant === undefined) return null;
        const resolved = await this.resolve(source, importer?.replace(query, ''), { ...options, skipSelf: true });
        return resolved && affected.has(resolved.id) ? { ...resolved, id: `${resolved.id}${mutant}` } : resolved;
      },
      load(id) {
        const mutant = mutants[Number(query.exec(id)?.[1] ?? 0)];
        return mutant && id.replace(query, '') === mutant.file ? mutant.text : null;
      },
    };
    const options = {
      config,
      watch: false,
      isolate: false,
      maxWorkers,
      include: [`${folder}*.test.ts`],
      reporters: [{}],
    };
    const vitest = await createVitest(
      'test',
      { ...options, onConsoleLog: () => false as const },
      { plugins: [plugin] },
    );
    const runner = new TestRunner(vitest, tests, mutants, affected);
    await runner.#run([0]);
    runner.#noteImporters(file);
    const [unchanged] = await runner.#run(runner.#add([{ file, text: await readFile(file, 'utf8') }]));
    if (unchanged?.ok() === true) return runner;
    await runner.close();
    throw new Error(`Tests fail without any change:\n${failuresOf(unchanged).join('\n')}`);
  }

  /** What the tests make of each of some mutants. */
  async run(mutants: readonly Mutant[]): Promise<Verdict[]> {
    const verdicts: Verdict[] = [];
    for (const [at, module] of (await this.#run(this.#add(mutants))).entries()) {
      // A busy machine makes tests time out, too. Alone, the mutant has the machine to itself.
      const again = isTimedOut(module) ? await this.#run(this.#add(mutants.slice(at, at + 1))) : [module];
      verdicts.push(verdictOf(again[0]));
    }
    return verdicts;
  }

  #add(mutants: readonly Mutant[]): number[] {
    const from = this.#mutants.length;
    this.#mutants.push(...mutants);
    return mutants.map((_, at) => from + at);
  }

  async close(): Promise<void> {
    await this.#vitest.close();
    await rm(folder, { recursive: true, force: true });
  }

  async #run(numbers: readonly number[]): Promise<(TestModule | undefined)[]> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const drivers = numbers.map((number) => join(folder, `${number}.test.ts`));
    await Promise.all(drivers.map((driver, at) => writeFile(driver, this.#driverOf(numbers[at] ?? 0))));
    this.#vitest.state.filesMap.clear();
    this.#vitest.state.errorsSet.clear();
    const project = this.#vitest.getRootProject();
    const specifications = drivers.map((driver) => project.createSpecification(driver));
    const { testModules } = await this.#vitest.runTestSpecifications(specifications, true);
    const modules = new Map(testModules.map((module) => [module.moduleId, module]));
    return drivers.map((driver) => modules.get(driver));
  }

  /** A file of tests that runs those of the part with one mutant, up to the first failure. */
  #driverOf(number: number): string {
    const tests = this.#tests.map((test) => `import ${JSON.stringify(`${test}?mutant=${number}`)};\n`);
    return `import { stopAtFirstFailure } from ${JSON.stringify(firstFailure)};\n${tests.join('')}stopAtFirstFailure(${number === 0});\n`;
  }

  /** Notes every module that imports a file, by any number of steps, as the first run has found them. */
  #noteImporters(file: string): void {
    const paths = [file];
    for (const path of paths) {
      this.#affected.add(path);
      for (const { moduleGraph } of Object.values(this.#vitest.getRootProject().vite.environments)) {
        const importers = [...(moduleGraph.getModulesByFile(path) ?? [])].flatMap((module) => [...module.importers]);
        const files = new Set(importers.map((module) => module.file ?? folder));
        for (const importer of files)
          if (!importer.startsWith(folder) && !paths.includes(importer)) paths.push(importer);
      }
    }
  }
}

/** Tests that could not be run at all have noticed the change too. */
const verdictOf = (module: TestModule | undefined): Verdict => (module?.ok() === true ? 'survived' : 'killed');

/** Whether all that failed did not end in time. */
function isTimedOut(module: TestModule | undefined): boolean {
  const failures = failuresOf(module);
  return failures.length > 0 && failures.every((failure) => failure.includes('timed out in'));
}

/** The tests that failed, each with the messages of its errors, and what kept the module from being loaded. */
function failuresOf(module: TestModule | undefined): string[] {
  if (!module) return ['The tests did not run.'];
  const tests = [...module.children.allTests('failed')];
  return [
    ...module.errors().map(({ message }) => message),
    ...tests.map(
      (test) => `${test.fullName}: ${(test.result().errors ?? []).map(({ message }) => message).join('; ')}`,
    ),
  ];
}
