import type { User } from './user.ts';

export interface NewUser {
  readonly email: string;
  readonly passwordHash: string;
  readonly createdAt: Date;
}

/** Where accounts are kept. */
export interface UserStore {
  /** Writes a new user, or answers null where the address is taken, also when two ask at the same moment. */
  create(user: NewUser): Promise<User | null>;
  /** The user with this address and what proves their password, or null. */
  findByEmail(email: string): Promise<{ user: User; passwordHash: string } | null>;
}
