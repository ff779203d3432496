import type { Account } from '@latchkey/sessions/accounts/user-store';
import type { SubjectProfile } from '@latchkey/sessions/applications/subject-store';
import { noPassword } from '@latchkey/sessions/passwords/stored-hash';
import { lockUser } from './lock-user.ts';
import { accountColumns, toAccount } from './user-row.ts';
import type { AnnouncedChanges } from '../connection/announced-changes.ts';
import type { Client } from '../connection/client.ts';

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

const limitColumns = { maxBrowsers: true, maxPrograms: true, refusesAtLimit: true } as const;
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

  constructor(prisma: Client, changes: AnnouncedChanges) {
    this.#prisma = prisma;
    this.#changes = changes;
  }

  async findBySubject(subject: string): Promise<Account | null> {
    return (await this.#find(subject))?.account ?? null;
  }

  async provision(profile: SubjectProfile, at: Date): Promise<Account> {
    const { account, stored } = (await this.#find(profile.subject)) ?? (await this.#create(profile, at));
    const wanted = { ...stored, ...given(profile) };
    const isSame = wantedColumns.every((column) => wanted[column] === stored[column]);
    if (isSame) return account;
    const { email, displayName } = wanted;
    await this.#change(account.user.id, wanted, at);
    return { ...account, user: { ...account.user, email, displayName } };
  }

  async #find(subject: string): Promise<StoredSubject | null> {
    const row = await this.#prisma.user.findUnique({
      where: { subject },
      select: { ...accountColumns, ...limitColumns },
    });
    if (!row) return null;
    const { maxBrowsers, maxPrograms, refusesAtLimit, ...account } = row;
    const { email, displayName } = account;
    return { account: toAccount(account), stored: { email, displayName, maxBrowsers, maxPrograms, refusesAtLimit } };
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

  /** Announced, because instances cache users with their sessions. */
  #change(userId: number, wanted: WantedColumns, at: Date) {
    const { email } = wanted;
    return this.#changes.transaction(userId, async ({ tx }) => {
      const id = await lockUser(tx, userId);
      if (id === null) return;
      const former = await tx.user.findUnique({ where: { id }, select: { email: true } });
      await tx.user.updateMany({ where: { id }, data: wanted });
      if (former?.email === email) return;
      await tx.user.updateMany({ where: { id }, data: { emailVerifiedAt: email === null ? null : at } });
      await tx.signInAlert.updateMany({ where: { userId: id, linkHash: { not: null } }, data: { linkHash: null } });
      if (email === null) await tx.signInAlert.updateMany({ where: { userId: id }, data: { mailDueAt: null } });
    });
  }
}
