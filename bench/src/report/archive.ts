import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { sections } from '../command-line.ts';
import type { Results } from './goal.ts';

const folder = new URL('../../results/', import.meta.url);
const fileOf = (section: string): URL => new URL(`${section}.json`, folder);

/** Stores the results of a section, so that each section can be measured separately. */
export async function keep(section: keyof Results, result: unknown): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(fileOf(section), `${JSON.stringify(result, null, 2)}\n`);
}

/** The latest results of each section. */
export async function kept(): Promise<Results> {
  return Object.fromEntries((await Promise.all(sections.map(read))).flat()) as Results;
}

async function read(section: keyof Results) {
  const text = await readFile(fileOf(section), 'utf8').catch(() => null);
  return text === null ? [] : [[section, JSON.parse(text)]];
}
