import type { Answer } from '../load/answer.ts';
import type { Program } from '../processes/server-process.ts';

export type RequestHeaders = Readonly<Record<string, string>>;

/** One thing that a server is asked over and over: one row of the table. */
export interface Question {
  readonly id: string;
  readonly title: string;
  /** What happens for it, in one sentence. */
  readonly does: string;
  readonly kind: 'open' | 'authenticated' | 'list';
  readonly path: string;
  headersOf(caller: number): RequestHeaders;
  /** Whether an answer is the right one for that caller. */
  isRight(answer: Answer, caller: number): boolean;
  /** A caller without a session, who must be refused. Null where everybody is answered. */
  readonly stranger: { readonly headers: RequestHeaders; isRefused(answer: Answer): boolean } | null;
}

/** A server that is measured. */
export interface Contestant {
  readonly title: string;
  /** The packages that do the work. Their versions stand in the report. */
  readonly packages: readonly string[];
  readonly program: Program;
  readonly questions: readonly Question[];
  /** Brings its store to where a measurement can begin. */
  prepare?(): Promise<void>;
  /** Gets what callers need from the server once it runs. */
  meet?(origin: string): Promise<void>;
}

/** A refusal with the status that HTTP has for it. */
export const isUnauthorized = ({ status }: Answer): boolean => status === 401;

/** A value in a JSON answer, by the names on the way to it; undefined where there is none. */
export function valueAt({ status, body }: Answer, ...names: readonly (string | number)[]): unknown {
  if (status !== 200) return undefined;
  let value: unknown = JSON.parse(body);
  for (const name of names) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

/** How many a JSON answer lists. */
export function lengthAt(answer: Answer, ...names: readonly (string | number)[]): number {
  const value = valueAt(answer, ...names);
  return Array.isArray(value) ? value.length : -1;
}

/** A program of the benchmark by its name: compiled, so that it runs as plain JavaScript, as Latchkey does. */
export const serverFile = (name: string): URL => new URL(`../../dist/servers/${name}.js`, import.meta.url);
