import type { Clock } from './clock.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { Result } from './result.ts';
import type { Client, SessionService, StartedSession } from './session-service.ts';
import type { UserStore } from './user-store.ts';

/** An e-mail address and a password, as the `email` and `password` schemas let them through. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface UserServiceOptions {
  readonly store: UserStore;
  readonly sessions: SessionService;
  readonly hasher: PasswordHasher;
  readonly clock: Clock;
}

/** Accounts: opening one, and proving that it is yours. */
export class UserService {
  readonly #store: UserStore;
  readonly #sessions: SessionService;
  readonly #hasher: PasswordHasher;
  readonly #clock: Clock;
  #decoy: Promise<string> | undefined;

  constructor({ store, sessions, hasher, clock }: UserServiceOptions) {
    this.#store = store;
    this.#sessions = sessions;
    this.#hasher = hasher;
    this.#clock = clock;
  }

  /** Opens an account and begins its first session. */
  async signUp({ email, password }: Credentials, client: Client): Promise<Result<StartedSession, 'email_taken'>> {
    const passwordHash = await this.#hasher.hash(password);
    const user = await this.#store.create({ email, passwordHash, createdAt: this.#clock() });
    if (!user) return { ok: false, code: 'email_taken' };
    return { ok: true, value: await this.#sessions.start(user, client) };
  }

  /** Begins a session for whoever knows the password. A missing account costs as much time as a wrong password. */
  async signIn(
    { email, password }: Credentials,
    client: Client,
  ): Promise<Result<StartedSession, 'credentials_incorrect'>> {
    const account = await this.#store.findByEmail(email);
    const matches = await this.#hasher.verify(account?.passwordHash ?? (await this.#decoyHash()), password);
    if (!account || !matches) return { ok: false, code: 'credentials_incorrect' };
    return { ok: true, value: await this.#sessions.start(account.user, client) };
  }

  /** The hash of a password that nobody has. Made once, with the same cost as the real ones. */
  #decoyHash(): Promise<string> {
    this.#decoy ??= this.#hasher.hash(crypto.randomUUID());
    return this.#decoy;
  }
}
