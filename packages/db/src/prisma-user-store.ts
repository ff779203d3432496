import type { User } from '@latchkey/sessions/user';
import type { NewUser, UserStore } from '@latchkey/sessions/user-store';
import type { Client } from './client.ts';
import { Prisma } from './generated/client.ts';
import { fromRowId } from './row-id.ts';

/** What Prisma calls a breach of a unique index. */
const uniqueViolation = 'P2002';

export const userColumns = { id: true, email: true, createdAt: true } satisfies Prisma.UserSelect;

export function toUser(row: Prisma.UserGetPayload<{ select: typeof userColumns }>): User {
  return { id: fromRowId(row.id), email: row.email, createdAt: row.createdAt };
}

export class PrismaUserStore implements UserStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  async create({ email, passwordHash, createdAt }: NewUser): Promise<User | null> {
    try {
      const data = { email, passwordHash, createdAt };
      return toUser(await this.#prisma.user.create({ data, select: userColumns }));
    } catch (error) {
      // The index decides, not a look beforehand: of two sign-ups at the same moment, one must lose.
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === uniqueViolation) return null;
      throw error;
    }
  }

  async findByEmail(email: string): Promise<{ user: User; passwordHash: string } | null> {
    const select = { ...userColumns, passwordHash: true } satisfies Prisma.UserSelect;
    const row = await this.#prisma.user.findUnique({ where: { email }, select });
    return row && { user: toUser(row), passwordHash: row.passwordHash };
  }
}
