import { parseArgs } from 'node:util';
import type { Services } from '@latchkey/sessions/services';

/** What a command works on. */
export interface Operator {
  readonly services: Services;
  /** Where browsers reach the server, or null where the setting is missing. */
  readonly publicUrl: URL | null;
  /** The same, or else the address that the server listens on. */
  readonly origin: string;
}

/** Exit codes of the command line: done, refused or failed, and written in a way that it does not take. */
export const exitCodes = { done: 0, refused: 1, usage: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A command line that cannot be meant as it stands. Its message is one sentence for the operator. */
export class UsageError extends Error {}

const options = {
  help: { type: 'boolean', short: 'h' },
  everyone: { type: 'boolean' },
  after: { type: 'string' },
  limit: { type: 'string' },
} as const;

/** The words and options behind the name of a command. */
export interface Arguments {
  readonly words: readonly string[];
  readonly everyone: boolean;
  readonly after: string | undefined;
  readonly limit: string | undefined;
}

type Work = (operator: Operator) => Promise<ExitCode>;

/** One command of `npm run admin`. */
export interface Command {
  /** What stands behind its name, one line for each form. */
  readonly forms: readonly string[];
  /** What it does: the first line stands in the table of all commands, the others in its own help. */
  readonly help: readonly [string, ...string[]];
  /** The options that it takes, beside --help. */
  readonly options?: readonly Exclude<keyof typeof options, 'help'>[];
  /**
   * Reads its arguments, before the database is opened, and answers what does the work.
   * @throws {UsageError} where they do not fit.
   */
  readonly read: (args: Arguments) => Work;
}

/**
 * Reads the arguments behind the name of a command. Answers null where they ask for its help.
 * @throws {UsageError} where they do not fit.
 */
export function readArguments(command: Command, args: readonly string[]): Work | null {
  const { values, positionals } = parsed(args);
  if (values.help) return null;
  const allowed = new Set<string>(command.options);
  const foreign = Object.keys(values).find((name) => !allowed.has(name));
  if (foreign !== undefined) throw new UsageError(`This command has no option --${foreign}.`);
  const { everyone = false, after, limit } = values;
  return command.read({ words: positionals, everyone, after, limit });
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // Node's sentences name the option and what is wrong with it.
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/**
 * The only word of a command.
 * @throws {UsageError} where there is none, or another one.
 */
export function onlyWord({ words }: Arguments, name: string): string {
  const [word = '', ...others] = words.map((text) => text.trim());
  if (word === '' || others.length > 0) throw new UsageError(`This command takes ${name}.`);
  return word;
}

/** @throws {UsageError} where there are words. */
export function noWords({ words }: Arguments): void {
  if (words.length > 0) throw new UsageError('This command takes no words.');
}

/**
 * A whole number from `least` to `most` in decimal digits.
 * @throws {UsageError} where the text is none.
 */
export function wholeNumber(name: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
  throw new UsageError(`${name} is a whole number ${range}.`);
}

/** Tells the operator why nothing was done. */
export function refuse(sentence: string): ExitCode {
  console.error(sentence);
  return exitCodes.refused;
}

/** The sentences of what accounts and sessions refuse. */
export const refusals = {
  user_not_found: 'There is no account with this address.',
  session_not_found: 'The account has no live session with this id.',
  email_taken: 'There is an account with this address already.',
  account_disabled: 'The account is disabled. Enable it first.',
} as const;
