import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { environment } from './environment.ts';

/** Runs test files in the order in which a part names them: those that are quick and close to the code come first. */
export class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const at = environment.tests.findIndex((file) => moduleId.endsWith(`/${file}`));
  return at === -1 ? environment.tests.length : at;
}
