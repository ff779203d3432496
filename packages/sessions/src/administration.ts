import { canonicalEmail } from './email.ts';
import type { AdministrationStore } from './administration-store.ts';
import type { Clock } from './clock.ts';
import type { Result } from './result.ts';
import type { SessionStore } from './session-store.ts';
import type { UserStore } from './user-store.ts';

export interface AdministrationOptions {
  readonly store: AdministrationStore;
  readonly users: UserStore;
  readonly sessions: SessionStore;
  readonly clock: Clock;
}

type Ended = Result<number, 'user_not_found'>;

const missing = { ok: false, code: 'user_not_found' } as const;
const longAgo = new Date(0);
const batch = 500;

/** What whoever runs the service may do to accounts (ASVS 7.4.2, 7.4.5). Each answers how many sessions it ended. */
export class Administration {
  readonly #store: AdministrationStore;
  readonly #users: UserStore;
  readonly #sessions: SessionStore;
  readonly #clock: Clock;

  constructor({ store, users, sessions, clock }: AdministrationOptions) {
    this.#store = store;
    this.#users = users;
    this.#sessions = sessions;
    this.#clock = clock;
  }

  /** How many sessions of everybody are live: exactly where they are few. */
  countLive(): Promise<number> {
    return this.#store.countLive();
  }

  /** Bars an account and ends every session of it. */
  disable(email: string): Promise<Ended> {
    return this.#onUser(email, (id) => this.#users.disable(id, this.#clock()));
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
    return this.#onUser(email, (id) => this.#users.delete(id, this.#clock()));
  }

  /** Ends every session of one account. */
  endSessions(email: string): Promise<Ended> {
    const liveAt = { now: this.#clock(), idleSince: longAgo };
    return this.#onUser(email, (userId) =>
      this.#sessions.endAll({ userId, reason: 'revoked_all', liveAt, actorId: null, keepId: null }),
    );
  }

  /** Ends every session of everybody, a batch at a time, and tells after each how many there were so far. */
  async *endEverySession(): AsyncGenerator<number, void, undefined> {
    const now = this.#clock();
    for (let ended = 0; ;) {
      const count = await this.#store.endEvery(now, batch);
      yield (ended += count);
      if (count < batch) return;
    }
  }

  /** The addresses that the newest sessions came from: one private one for all of them means a proxy nobody named. */
  recentAddresses(): Promise<string[]> {
    return this.#store.recentAddresses(100);
  }

  async #onUser(email: string, act: (id: number) => Promise<number | null>): Promise<Ended> {
    const account = await this.#users.findByEmail(canonicalEmail(email));
    const ended = account && (await act(account.user.id));
    return ended === null ? missing : { ok: true, value: ended };
  }
}
