/** What became of one change of the code. */
export interface MutantOutcome {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The kind of change. */
  readonly kind: string;
  readonly original: string;
  readonly replacement: string;
  /** `timeout`: the tests did not end, which is noticed too. `uncovered`: no test runs the place. */
  readonly status: 'killed' | 'timeout' | 'survived' | 'uncovered';
}

/** Whether a value of a file of results is an outcome. Only this tool writes them. */
export const isOutcome = (value: unknown): value is MutantOutcome =>
  typeof value === 'object' && value !== null && 'status' in value && 'replacement' in value;

export const isNoticed = ({ status }: MutantOutcome): boolean => status === 'killed' || status === 'timeout';

const short = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, 160);

/** A place of a change, as one line of a report. */
export function lineOf({ file, line, kind, original, replacement, status }: MutantOutcome): string {
  return `${file}:${line} ${status} ${kind}\n  - ${short(original)}\n  + ${short(replacement)}`;
}
