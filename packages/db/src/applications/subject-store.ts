import type { Account } from '@latchkey/sessions/accounts/user-store';
import type { SubjectProfile } from '@latchkey/sessions/applications/subject-store';
import { noPassword } from '@latchkey/sessions/passwords/stored-hash';
import { lockUser } from '../accounts/lock-user.ts';
import type { AnnouncedChanges } from '../connection/announced-changes.ts';
import { named } from '../connection/work-limiter.ts';
import { Prisma } from '../generated/client.ts';
import type { Columns, RowOf } from '../sql/rows.ts';
import { type StatementPool, statement } from '../sql/statement-pool.ts';
import { accountEvent, writeEvents } from '../sql/write-event.ts';

/** What an application can set. */
interface WantedColumns extends Pick<Account['user'], 'email' | 'displayName'> {
  readonly maxBrowsers: number | null;
  readonly maxPrograms: number | null;
  readonly refusesAtLimit: boolean | null;
}

interface StoredSubject {
  readonly account: Account;
  readonly stored: WantedColumns;
}

const subjectColumns = {
  id: 'bigint',
  subject: 'text?',
  email: 'text?',
  displayName: 'text?',
  createdAt: 'timestamp with time zone',
  passwordHash: 'text',
  disabledAt: 'timestamp with time zone?',
  maxBrowsers: 'integer?',
  maxPrograms: 'integer?',
  refusesAtLimit: 'boolean?',
} as const satisfies Columns;

const selection = Prisma.raw(`id, subject, email, display_name AS "displayName", created_at AS "createdAt",
    password_hash AS "passwordHash", disabled_at AS "disabledAt", max_browsers AS "maxBrowsers",
    max_programs AS "maxPrograms", refuses_at_limit AS "refusesAtLimit"`);

const findSubject = statement(
  'find_subject',
  subjectColumns,
  Prisma.sql`SELECT ${selection} FROM users WHERE subject = ${Prisma.raw('$1')}`,
);

/**
 * Finds a user, or creates the user, in one round trip, because every session that an application begins asks for its user. No row
 * where another request has created the user since this statement began, or the subject is null.
 */
const findOrCreateSubject = statement(
  'find_or_create_subject',
  subjectColumns,
  Prisma.raw(`WITH found AS (
    SELECT ${selection.text} FROM users WHERE subject = $1
  ), created AS (
    INSERT INTO users (subject, email, display_name, max_browsers, max_programs, refuses_at_limit, password_hash, created_at,
      email_verified_at)
    SELECT $1, $2::text, $3::text, $4::integer, $5::integer, $6::boolean, '${noPassword}', $7::timestamptz,
      CASE WHEN $2 IS NOT NULL THEN $7 END
    WHERE $1 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM found)
    ON CONFLICT DO NOTHING
    RETURNING ${selection.text}
  )
  SELECT * FROM found UNION ALL SELECT * FROM created`),
);

const wantedColumns = ['email', 'displayName', 'maxBrowsers', 'maxPrograms', 'refusesAtLimit'] as const;

/** The columns that a profile says something about. */
function given({ email, displayName, maxBrowsers, maxPrograms, atLimit }: SubjectProfile): Partial<WantedColumns> {
  return {
    ...(email !== undefined && { email }),
    ...(displayName !== undefined && { displayName }),
    ...(maxBrowsers !== undefined && { maxBrowsers }),
    ...(maxPrograms !== undefined && { maxPrograms }),
    ...(atLimit !== undefined && { refusesAtLimit: atLimit === null ? null : atLimit === 'refuse' }),
  };
}

export class SubjectStore {
  readonly #changes: AnnouncedChanges;
  readonly #statements: StatementPool;

  constructor(changes: AnnouncedChanges, statements: StatementPool) {
    this.#changes = changes;
    this.#statements = statements;
  }

  async findBySubject(subject: string): Promise<Account | null> {
    const [row] = await this.#statements.run(findSubject, [subject]);
    return row ? toStoredSubject(row).account : null;
  }

  async provision(profile: SubjectProfile, at: Date): Promise<Account> {
    const wanted = given(profile);
    const { account, stored } = await this.#findOrCreate(profile.subject, wanted, at);
    const isSame = wantedColumns.every((column) => wanted[column] === undefined || wanted[column] === stored[column]);
    if (isSame) return account;
    const { email = stored.email, displayName = stored.displayName } = wanted;
    await this.#change(account.user.id, wanted, at);
    return { ...account, user: { ...account.user, email, displayName } };
  }

  /** Of two requests at the same moment one creates the user, and the other one finds the user at its second try. */
  async #findOrCreate(subject: string, wanted: Partial<WantedColumns>, at: Date): Promise<StoredSubject> {
    const values = [subject, ...wantedColumns.map((column) => wanted[column] ?? null), at];
    const run = () => this.#changes.limited(named(subject), () => this.#statements.run(findOrCreateSubject, values));
    const [row = (await run())[0]] = await run();
    if (!row) throw new Error('The user was removed while it was created');
    return toStoredSubject(row);
  }

  /** Announced, because instances cache users with their sessions. An instance that misses the announcement finds the event. */
  #change(userId: number, wanted: Partial<WantedColumns>, at: Date) {
    const { email } = wanted;
    return this.#changes.transaction(userId, async (change) => {
      const { tx } = change;
      const id = await lockUser(tx, userId);
      if (id === null) return;
      const former = await tx.user.findUnique({ where: { id }, select: { email: true } });
      await tx.user.updateMany({ where: { id }, data: wanted });
      await tx.$executeRaw(
        writeEvents(change, { kind: 'user_changed', ...accountEvent(id, { at, userAgent: '', ip: null }) }),
      );
      if (email === undefined || former?.email === email) return;
      await tx.user.updateMany({ where: { id }, data: { emailVerifiedAt: email === null ? null : at } });
      await tx.signInAlert.updateMany({ where: { userId: id, linkHash: { not: null } }, data: { linkHash: null } });
      if (email === null) await tx.signInAlert.updateMany({ where: { userId: id }, data: { mailDueAt: null } });
    });
  }
}

function toStoredSubject(row: RowOf<typeof subjectColumns>): StoredSubject {
  const { maxBrowsers, maxPrograms, refusesAtLimit, passwordHash, disabledAt, ...user } = row;
  const { email, displayName } = user;
  const account = { user, passwordHash, disabledAt };
  return { account, stored: { email, displayName, maxBrowsers, maxPrograms, refusesAtLimit } };
}
