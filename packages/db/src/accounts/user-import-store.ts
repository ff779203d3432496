import type { ImportedUser } from '@latchkey/sessions/accounts/user-import';
import type { Client } from '../connection/client.ts';

export class UserImportStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  /** `ON CONFLICT DO NOTHING` over both unique indexes. Nothing is announced, because no instance caches a new user. */
  async createMissing(users: readonly ImportedUser[]): Promise<number> {
    const { count } = await this.#prisma.user.createMany({ data: [...users], skipDuplicates: true });
    return count;
  }

  async countExisting(users: readonly ImportedUser[]): Promise<number> {
    const subjects = users.flatMap(({ subject }) => subject ?? []);
    const emails = users.flatMap(({ subject, email }) => (subject === null ? (email ?? []) : []));
    const known = [{ subject: { in: subjects } }, { subject: null, email: { in: emails } }];
    return this.#prisma.user.count({ where: { OR: known } });
  }
}
