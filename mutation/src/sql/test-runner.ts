import { fileURLToPath } from 'node:url';
import { type TestSpecification, type Vite, type Vitest, createVitest } from 'vitest/node';

const config = fileURLToPath(new URL('../../vitest.config.ts', import.meta.url));

/** The tests of a statement take seconds. What takes so long asks the database again and again. */
const patience = 180_000;

/** A file with other text than it has on the disk. */
interface Mutated {
  readonly file: string;
  readonly text: string;
}

/** Runs the same tests again and again, each time with another text of a file. The file itself is not touched. */
export class TestRunner {
  readonly #vitest: Vitest;
  readonly #tests: readonly TestSpecification[];
  readonly #give: (mutated: Mutated | null) => void;

  private constructor(vitest: Vitest, tests: readonly TestSpecification[], give: (mutated: Mutated | null) => void) {
    this.#vitest = vitest;
    this.#tests = tests;
    this.#give = give;
  }

  /** Throws where the tests fail without any change. */
  static async start(files: readonly string[]): Promise<TestRunner> {
    let mutated: Mutated | null = null;
    const plugin: Vite.Plugin = {
      name: 'mutated-text',
      enforce: 'pre',
      load: (id) => (mutated?.file === id ? mutated.text : null),
    };
    const options = { config, watch: false, bail: 1, reporters: [{}], onConsoleLog: () => false as const };
    const vitest = await createVitest('test', options, { plugins: [plugin] });
    const specifications = await vitest.globTestSpecifications([...files]);
    const runner = new TestRunner(vitest, specifications, (next) => {
      for (const file of [mutated?.file, next?.file]) if (file !== undefined) vitest.invalidateFile(file);
      mutated = next;
    });
    if (specifications.length !== files.length) throw new Error(`Not all of these are test files: ${files.join(', ')}`);
    const status = await runner.run(null);
    if (status === 'survived') return runner;
    const failed = vitest.state.getFailedFilepaths();
    await runner.close();
    throw new Error(`Tests fail without any change: ${failed.join(', ')}`);
  }

  async run(mutated: Mutated | null): Promise<'killed' | 'survived' | 'timeout'> {
    this.#give(mutated);
    this.#vitest.state.filesMap.clear();
    this.#vitest.state.errorsSet.clear();
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      void this.#vitest.cancelCurrentRun('test-failure');
    }, patience);
    const { testModules, unhandledErrors } = await this.#vitest.runTestSpecifications([...this.#tests], true);
    clearTimeout(timer);
    if (isOver) return 'timeout';
    return unhandledErrors.length > 0 || testModules.some((module) => !module.ok()) ? 'killed' : 'survived';
  }

  close(): Promise<void> {
    return this.#vitest.close();
  }
}
