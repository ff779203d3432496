import type { Answer } from '../load/answer.ts';
import type { Program } from '../processes/server-process.ts';

export type RequestHeaders = Readonly<Record<string, string>>;

/** A request that is measured: one row of the table. */
export interface Question {
  readonly id: string;
  readonly title: string;
  /** The work of the server for it, in one sentence. */
  readonly does: string;
  readonly kind: 'open' | 'authenticated' | 'list';
  readonly path: string;
  headersOf(caller: number): RequestHeaders;
  /** Whether an answer is correct for this caller. */
  isRight(answer: Answer, caller: number): boolean;
  /** A caller without a session, whom the server must refuse. Null if it authenticates no caller. */
  readonly stranger: { readonly headers: RequestHeaders; isRefused(answer: Answer): boolean } | null;
}

/** A measured server. */
export interface Contestant {
  readonly title: string;
  /** The measured packages. The report lists their versions. */
  readonly packages: readonly string[];
  readonly program: Program;
  readonly questions: readonly Question[];
  /** Prepares its store for a measurement. */
  prepare?(): Promise<void>;
  /** Gets the credentials of the callers from the running server. */
  meet?(origin: string): Promise<void>;
}

/** Whether the answer has status 401. */
export const isUnauthorized = ({ status }: Answer): boolean => status === 401;

/** A value in a JSON answer by its path of names, or undefined. */
export function valueAt({ status, body }: Answer, ...names: readonly (string | number)[]): unknown {
  if (status !== 200) return undefined;
  let value: unknown = JSON.parse(body);
  for (const name of names) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

/** The number of items in a JSON answer. */
export function lengthAt(answer: Answer, ...names: readonly (string | number)[]): number {
  const value = valueAt(answer, ...names);
  return Array.isArray(value) ? value.length : -1;
}

/** A server program of the benchmark by name, compiled to JavaScript as Latchkey is. */
export const serverFile = (name: string): URL => new URL(`../../dist/servers/${name}.js`, import.meta.url);
