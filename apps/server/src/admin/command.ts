import { parseArgs } from 'node:util';
import type { Latchkey } from '@latchkey/sessions/latchkey';

/** What a command works with. */
export interface CommandContext {
  readonly services: Latchkey;
  /** `PUBLIC_URL`, or null if it is not set. */
  readonly publicUrl: URL | null;
  /** Where browsers reach Latchkey, without a slash at its end. */
  readonly address: string;
}

/** Exit codes: done; failed, or refused by the domain; wrong arguments. */
export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Wrong arguments. Its message is one sentence for the operator. */
export class UsageError extends Error {}

const options = {
  help: { type: 'boolean', short: 'h' },
  everyone: { type: 'boolean' },
  after: { type: 'string' },
  limit: { type: 'string' },
  scope: { type: 'string', multiple: true },
  event: { type: 'string', multiple: true },
  format: { type: 'string' },
  audience: { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const;

/** The positional arguments and options after the name of a command. */
export interface Arguments {
  readonly words: readonly string[];
  readonly everyone: boolean;
  readonly after: string | undefined;
  readonly limit: string | undefined;
  readonly scope: readonly string[];
  readonly event: readonly string[];
  readonly format: string | undefined;
  readonly audience: string | undefined;
  readonly dryRun: boolean;
}

export type Action = (context: CommandContext) => Promise<ExitCode>;

/** What a command does that needs no database. */
export interface OfflineAction {
  readonly offline: () => ExitCode;
}

/** One command of `npm run admin`. */
export interface Command {
  /** Its arguments, one line for each form. */
  readonly forms: readonly string[];
  /** What it does: the first line is in the overview of all commands, all lines are in its own help. */
  readonly help: readonly [string, ...string[]];
  /** The options that it accepts, beside --help. */
  readonly options?: readonly Exclude<keyof typeof options, 'help'>[];
  /**
   * Checks its arguments before the database is opened, and returns the action.
   * @throws {UsageError} if they are wrong.
   */
  readonly read: (args: Arguments) => Action | OfflineAction;
}

/**
 * Reads the arguments after the name of a command. Returns null for --help.
 * @throws {UsageError} if they are wrong.
 */
export function readArguments(command: Command, args: readonly string[]): Action | OfflineAction | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const allowed = new Set<string>(command.options);
  const foreign = Object.keys(values).find((name) => !allowed.has(name));
  if (foreign !== undefined) throw new UsageError(`This command has no option --${foreign}.`);
  const {
    everyone = false,
    after,
    limit,
    scope = [],
    event = [],
    format,
    audience,
    'dry-run': dryRun = false,
  } = values;
  return command.read({ words: positionals, everyone, after, limit, scope, event, format, audience, dryRun });
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // Node's message names the option and the fault.
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/**
 * Returns the only positional argument of a command. `name` is what the message calls it.
 * @throws {UsageError} if there is none, or more than one.
 */
export function onlyWord({ words }: Arguments, name: string): string {
  const [word = '', ...others] = words.map((text) => text.trim());
  if (word === '' || others.length > 0) throw new UsageError(`This command takes ${name}.`);
  return word;
}

/** @throws {UsageError} if there are positional arguments. */
export function noWords({ words }: Arguments): void {
  if (words.length > 0) throw new UsageError('This command takes no words.');
}

/**
 * Reads a whole number from `least` to `most` in decimal digits.
 * @throws {UsageError} for any other text.
 */
export function wholeNumber(name: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
  throw new UsageError(`${name} is a whole number ${range}.`);
}

/** Prints the reason why a command failed, and returns its exit code. */
export function fail(reason: string): ExitCode {
  console.error(reason);
  return exitCodes.failed;
}

/** A message for each code with which the domain refuses a command. */
export const failureReasons = {
  user_not_found: 'There is no account with this address.',
  session_token_not_found: 'The account has no live session with this id.',
  email_taken: 'There is an account with this address already.',
  account_disabled: 'The account is disabled. Enable it first.',
} as const;
