import type { Account } from '@latchkey/sessions/accounts/user-store';
import type { SubjectProfile } from '@latchkey/sessions/applications/subject-store';
import { noPassword } from '@latchkey/sessions/passwords/stored-hash';
import { lockUser } from './lock-user.ts';
import type { AnnouncedChanges } from '../connection/announced-changes.ts';
import type { Client } from '../connection/client.ts';
import { Prisma } from '../generated/client.ts';
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

/** A statement of its own, because every session that an application begins asks for its user. */
const findSubject = statement(
  'find_subject',
  {
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
  },
  Prisma.sql`SELECT id, subject, email, display_name AS "displayName", created_at AS "createdAt",
    password_hash AS "passwordHash", disabled_at AS "disabledAt", max_browsers AS "maxBrowsers",
    max_programs AS "maxPrograms", refuses_at_limit AS "refusesAtLimit"
  FROM users WHERE subject = ${Prisma.raw('$1')}`,
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
  readonly #prisma: Client;
  readonly #changes: AnnouncedChanges;
  readonly #statements: StatementPool;

  constructor(prisma: Client, changes: AnnouncedChanges, statements: StatementPool) {
    this.#prisma = prisma;
    this.#changes = changes;
    this.#statements = statements;
  }

  async findBySubject(subject: string): Promise<Account | null> {
    return (await this.#find(subject))?.account ?? null;
  }

  async provision(profile: SubjectProfile, at: Date): Promise<Account> {
    const { account, stored } = (await this.#find(profile.subject)) ?? (await this.#create(profile, at));
    const wanted = given(profile);
    const isSame = wantedColumns.every((column) => wanted[column] === undefined || wanted[column] === stored[column]);
    if (isSame) return account;
    const { email = stored.email, displayName = stored.displayName } = wanted;
    await this.#change(account.user.id, wanted, at);
    return { ...account, user: { ...account.user, email, displayName } };
  }

  async #find(subject: string): Promise<StoredSubject | null> {
    const [row] = await this.#statements.run(findSubject, [subject]);
    if (!row) return null;
    const { maxBrowsers, maxPrograms, refusesAtLimit, passwordHash, disabledAt, ...user } = row;
    const { email, displayName } = user;
    const account = { user, passwordHash, disabledAt };
    return { account, stored: { email, displayName, maxBrowsers, maxPrograms, refusesAtLimit } };
  }

  /** `ON CONFLICT DO NOTHING`: of two requests at the same moment one creates the user, and both find it. */
  async #create(profile: SubjectProfile, at: Date): Promise<StoredSubject> {
    const { subject } = profile;
    const emailVerifiedAt = profile.email ? at : null;
    const user = { subject, ...given(profile), passwordHash: noPassword, createdAt: at, emailVerifiedAt };
    await this.#prisma.user.createMany({ data: [user], skipDuplicates: true });
    const created = await this.#find(subject);
    if (!created) throw new Error('The user was removed while it was created');
    return created;
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
