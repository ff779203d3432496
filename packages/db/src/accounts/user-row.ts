import type { Account } from '@latchkey/sessions/accounts/user-store';
import type { User } from '@latchkey/sessions/accounts/user';
import type { Prisma } from '../generated/client.ts';
import { fromRowId } from '../sql/row-id.ts';

/** The columns of a `User`. */
export const userColumns = {
  id: true,
  subject: true,
  email: true,
  displayName: true,
  createdAt: true,
} satisfies Prisma.UserSelect;

/** The columns of an `Account`. */
export const accountColumns = { ...userColumns, passwordHash: true, disabledAt: true } satisfies Prisma.UserSelect;

export const toUser = ({ id, ...user }: Prisma.UserGetPayload<{ select: typeof userColumns }>): User => ({
  ...user,
  id: fromRowId(id),
});

export function toAccount({
  passwordHash,
  disabledAt,
  ...user
}: Prisma.UserGetPayload<{ select: typeof accountColumns }>): Account {
  return { user: toUser(user), passwordHash, disabledAt };
}
