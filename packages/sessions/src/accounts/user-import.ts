import { z } from 'zod';
import { displayName, subject } from '../applications/subject.ts';
import type { Clock } from '../clock.ts';
import { readForeignHash } from '../passwords/foreign-hash.ts';
import { isVerifiable, noPassword } from '../passwords/stored-hash.ts';
import { email } from './email.ts';

/** A user as the store writes it. One with a subject is a user of an application, others have an account with a password. */
export interface ImportedUser {
  readonly subject: string | null;
  readonly email: string | null;
  readonly displayName: string | null;
  readonly passwordHash: string;
  readonly createdAt: Date;
  readonly emailVerifiedAt: Date | null;
}

/** Stores many users at once. */
export interface UserImportStore {
  /** Creates those users whose subject, or address without a subject, is free. Returns how many. */
  createMissing(users: readonly ImportedUser[]): Promise<number>;
  /** How many of these users, all different, there are already, by the same rule. */
  countExisting(users: readonly ImportedUser[]): Promise<number>;
}

/** A line of the file, and where it is. Without a text it could not be read, for the reason. */
export type ImportLine = { readonly number: number } & (
  { readonly text: string } | { readonly text: null; readonly reason: string }
);

/** Why a line was not imported. It never repeats what the line has. */
interface LineError {
  readonly number: number;
  readonly reason: string;
}

/** What has been done so far, and the lines that were refused since the report before. */
export interface ImportReport {
  readonly lines: number;
  readonly created: number;
  readonly existing: number;
  readonly refused: number;
  readonly refusedLines: readonly LineError[];
}

const passwordHash = z
  .string()
  .max(600)
  .refine(
    (text) => isVerifiable(text) || readForeignHash(text) !== null,
    'No hash by argon2, bcrypt, scrypt or PBKDF2 in a known form and of a cost that is accepted',
  );

const lineSchema = z
  .strictObject({
    subject: subject.nullable().default(null),
    email: email.nullable().default(null),
    display_name: displayName.nullable().default(null),
    verified: z.boolean('Must be true or false').default(false),
    created_at: z.iso.datetime({ offset: true, error: 'No time as RFC 3339 has it' }).nullable().default(null),
    password_hash: passwordHash.nullable().default(null),
  })
  .refine((line) => line.subject !== null || line.email !== null, 'Needs a subject or an email')
  .refine((line) => line.subject === null || line.password_hash === null, {
    path: ['password_hash'],
    message: 'A user with a subject has no password here',
  });

interface Deps {
  readonly store: UserImportStore;
  readonly clock: Clock;
}

/** The most users that are written in one statement. It bounds the memory for files of any length. */
const batchSize = 500;

/** Imports users of another application from lines of JSON. */
export class UserImport {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Imports the users of these lines, or only checks them (`dryRun`), and reports after each batch. A user that is there
   * already, by subject or address, stays as it is, so that an import that broke off can be run again.
   */
  async *run(lines: AsyncIterable<ImportLine>, { dryRun }: { readonly dryRun: boolean }): AsyncGenerator<ImportReport> {
    const { store } = this.#deps;
    const counts = { lines: 0, created: 0, existing: 0, refused: 0 };
    const checked = new Set<string>();
    for await (const batch of batchesOf(lines)) {
      const read = batch.map((line) => ({ number: line.number, ...this.#read(line) }));
      const users = read.flatMap(({ user }) => user ?? []);
      const refusedLines = read.flatMap(({ number, reason }) => (reason === undefined ? [] : { number, reason }));
      const free = dryRun ? await this.#countMissing(users, checked) : await store.createMissing(users);
      counts.lines = batch.at(-1)?.number ?? counts.lines;
      counts.created += free;
      counts.existing += users.length - free;
      counts.refused += refusedLines.length;
      yield { ...counts, refusedLines };
    }
  }

  /** How many an import would create: a user of an earlier line, which it adds to `checked`, would be there already. */
  async #countMissing(users: readonly ImportedUser[], checked: Set<string>): Promise<number> {
    const first = users.filter(({ subject: ofApplication, email: address }) => {
      const key = JSON.stringify([ofApplication, ofApplication === null ? address : null]);
      return !checked.has(key) && checked.add(key);
    });
    return first.length - (await this.#deps.store.countExisting(first));
  }

  #read(read: ImportLine): { readonly user?: ImportedUser; readonly reason?: string } {
    if (read.text === null) return { reason: read.reason };
    const line = lineSchema.safeParse(parseJson(read.text));
    if (!line.success) return { reason: reasonOf(line.error) };
    const now = this.#deps.clock();
    const { created_at: created, display_name: name, password_hash: hash, ...given } = line.data;
    const createdAt = created === null ? now : new Date(created);
    if (createdAt > now) return { reason: 'created_at: Must not be in the future' };
    // Addresses that an application gives for its own users count as verified, as at a sign-in.
    const isVerified = given.verified || given.subject !== null;
    const emailVerifiedAt = isVerified && given.email !== null ? now : null;
    const { subject: ofApplication, email: address } = given;
    const names = { subject: ofApplication, email: address, displayName: name };
    return { user: { ...names, passwordHash: hash ?? noPassword, createdAt, emailVerifiedAt } };
  }
}

/** Undefined for text that is no JSON, which no schema of an object accepts. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf({ issues: [issue] }: z.ZodError): string {
  if (!issue) return 'Not valid';
  if (issue.code === 'unrecognized_keys') return 'Has a field that is not known';
  const [field] = issue.path;
  if (field !== undefined) return `${String(field)}: ${issue.message}`;
  return issue.code === 'invalid_type' ? 'Not a JSON object' : issue.message;
}

/** Empty lines are skipped. */
async function* batchesOf(lines: AsyncIterable<ImportLine>): AsyncGenerator<ImportLine[]> {
  let batch: ImportLine[] = [];
  for await (const line of lines) {
    if (line.text?.trim() === '') continue;
    batch.push(line);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
