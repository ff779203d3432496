import type { Reporter, TestModule, Vitest } from 'vitest/node';

/**
 * Reports a test file that cannot be loaded as an error of the run. Stryker reads the results of tests alone, and would take a
 * mutant with which no test can start for one that no test notices.
 */
export class LoadFailures implements Reporter {
  #vitest: Vitest | null = null;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestModuleEnd(module: TestModule): void {
    for (const error of module.errors()) this.#vitest?.state.errorsSet.add(error);
  }
}
