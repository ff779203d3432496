import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { type MutantOutcome, isNoticed, isOutcome, lineOf } from './outcome.ts';
import type { Part } from './parts.ts';

/** A file of what a part's runs found. They are not committed. */
export const resultFile = ({ name }: Part, ending: string): URL =>
  new URL(`../results/${name.replaceAll('/', '.')}.${ending}`, import.meta.url);

/** What the last run of a part found, or nothing. */
export async function readOutcomes(part: Part): Promise<MutantOutcome[] | null> {
  const text = await readFile(resultFile(part, 'json'), 'utf8').catch(() => 'null');
  const found: unknown = JSON.parse(text);
  return Array.isArray(found) ? found.filter(isOutcome) : null;
}

export async function writeOutcomes(part: Part, outcomes: readonly MutantOutcome[]): Promise<void> {
  await mkdir(new URL('.', resultFile(part, 'json')), { recursive: true });
  await writeFile(resultFile(part, 'json'), JSON.stringify(outcomes, null, 1));
  const unnoticed = outcomes.filter((outcome) => !isNoticed(outcome)).map(lineOf);
  await writeFile(resultFile(part, 'txt'), `${unnoticed.join('\n\n')}\n`);
}

/** The least share of mutants that must be noticed, in percent. */
const wanted = 85;

export const hasWantedScore = (outcomes: readonly MutantOutcome[]): boolean =>
  100 * outcomes.filter(isNoticed).length >= wanted * outcomes.length;

/** A share of what was noticed, as a line of a table. */
export function scoreLine(name: string, outcomes: readonly MutantOutcome[]): string {
  const noticed = outcomes.filter(isNoticed).length;
  const share = outcomes.length === 0 ? 100 : (100 * noticed) / outcomes.length;
  return `${name.padEnd(42)} ${String(noticed).padStart(5)} of ${String(outcomes.length).padStart(5)} ${share.toFixed(1).padStart(6)} %`;
}
