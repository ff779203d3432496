import { canonicalEmail } from './email.ts';
import type { AdministrationStore, RecentAddress } from './administration-store.ts';
import type { Result } from './result.ts';
import type { LiveAt, SessionStore } from './session-store.ts';
import type { UserStore } from './user-store.ts';

export interface AdministrationOptions {
  readonly store: AdministrationStore;
  readonly users: UserStore;
  readonly sessions: SessionStore;
  /** The moment of now, and since when an unused session has ended by everybody's idle limit. */
  readonly liveAt: () => LiveAt;
}

type Ended = Result<number, 'user_not_found'>;

const missing = { ok: false, code: 'user_not_found' } as const;
const batch = 500;

/** What whoever runs the service may do to accounts (ASVS 7.4.2, 7.4.5). Each answers how many live sessions it ended. */
export class Administration {
  readonly #store: AdministrationStore;
  readonly #users: UserStore;
  readonly #sessions: SessionStore;
  readonly #liveAt: () => LiveAt;

  constructor({ store, users, sessions, liveAt }: AdministrationOptions) {
    this.#store = store;
    this.#users = users;
    this.#sessions = sessions;
    this.#liveAt = liveAt;
  }

  /** How many sessions of everybody are live: exactly where they are few. */
  countLive(): Promise<number> {
    return this.#store.countLive();
  }

  /** Bars an account and ends every session of it. */
  disable(email: string): Promise<Ended> {
    return this.#onUser(email, (id) => this.#users.disable(id, this.#liveAt()));
  }

  /** Lets a barred account in again. What has ended stays ended. */
  enable(email: string): Promise<Ended> {
    return this.#onUser(email, async (id) => {
      await this.#users.enable(id);
      return 0;
    });
  }

  /** Removes an account with all that is its own. */
  delete(email: string): Promise<Ended> {
    return this.#onUser(email, (id) => this.#users.delete(id, this.#liveAt()));
  }

  /** Ends every session of one account. */
  endSessions(email: string): Promise<Ended> {
    return this.#onUser(email, (userId) =>
      this.#sessions.endAll({ userId, reason: 'revoked_all', liveAt: this.#liveAt(), actorId: null, keepId: null }),
    );
  }

  /** Ends every session of all users in batches, and yields after each how many live ones it has ended so far. */
  async *endEverySession(): AsyncGenerator<number, void, undefined> {
    const liveAt = this.#liveAt();
    for (let ended = 0; ;) {
      const { live, written } = await this.#store.endEvery(liveAt, batch);
      yield (ended += live);
      if (written < batch) return;
    }
  }

  /** Where the newest sessions come from: many accounts at one address mean a proxy that TRUST_PROXY does not name. */
  recentAddresses(): Promise<RecentAddress[]> {
    return this.#store.recentAddresses(200);
  }

  async #onUser(email: string, act: (id: number) => Promise<number | null>): Promise<Ended> {
    const account = await this.#users.findByEmail(canonicalEmail(email));
    const ended = account && (await act(account.user.id));
    return ended === null ? missing : { ok: true, value: ended };
  }
}
