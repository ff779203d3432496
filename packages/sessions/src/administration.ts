import type { Recovery } from './accounts/recovery.ts';
import { noPassword } from './accounts/stored-hash.ts';
import type { AccountPage, AdministrationStore, ListedAccount, RecentAddress } from './administration-store.ts';
import type { AlertLink } from './alert-link.ts';
import { canonicalEmail } from './email.ts';
import type { ListedSession } from './listed-session.ts';
import type { Result } from './result.ts';
import type { LiveAt, SessionStore } from './session-store.ts';
import type { UserStore } from './user-store.ts';

export interface AdministrationOptions {
  readonly store: AdministrationStore;
  readonly users: Pick<UserStore, 'create' | 'findByEmail' | 'disable' | 'enable' | 'delete'>;
  readonly sessions: Pick<SessionStore, 'end' | 'endAll'>;
  readonly recovery: Pick<Recovery, 'issueLink'>;
  /** The live sessions of a user, oldest use first. */
  readonly listSessions: (userId: number) => Promise<ListedSession[]>;
  /** The moment of now, and since when an unused session has ended by everybody's idle limit. */
  readonly liveAt: () => LiveAt;
}

type Ended = Result<number, 'user_not_found'>;
type LinkRefusal = 'user_not_found' | 'account_disabled';

const missing = { ok: false, code: 'user_not_found' } as const;
const batch = 500;

/** What an operator may do to accounts (ASVS 7.4.2, 7.4.5). What ends sessions answers how many live ones it ended. */
export class Administration {
  readonly #deps: AdministrationOptions;

  constructor(deps: AdministrationOptions) {
    this.#deps = deps;
  }

  /** A page of accounts by ascending id, whose e-mail address contains a text. */
  accounts({ text, after, limit }: AccountPage): Promise<ListedAccount[]> {
    const { store, liveAt } = this.#deps;
    return store.listAccounts({ text: canonicalEmail(text), after, limit }, liveAt());
  }

  /**
   * Opens an account for an address that the `email` schema lets through, whatever `SIGN_UP` says. It has no password: its
   * owner sets one through the recovery link. No mail is sent. `email_taken` where the address has an account.
   */
  async create(email: string): Promise<Result<AlertLink, 'email_taken' | LinkRefusal>> {
    const { users, liveAt } = this.#deps;
    const createdAt = liveAt().now;
    const user = await users.create({ email, passwordHash: noPassword, createdAt, language: null });
    return user ? this.recoveryLink(email) : { ok: false, code: 'email_taken' };
  }

  /** A link that sets a new password, once, within `linkLasts.recovery`. It replaces the account's earlier recovery link. */
  async recoveryLink(email: string): Promise<Result<AlertLink, LinkRefusal>> {
    const { recovery, users } = this.#deps;
    const account = canonicalEmail(email);
    const link = await recovery.issueLink(account);
    if (link !== null) return { ok: true, value: link };
    return (await users.findByEmail(account)) ? { ok: false, code: 'account_disabled' } : missing;
  }

  /** The live sessions of an account, latest use first. Last uses that an instance has not written yet are missing. */
  async sessionsOf(email: string): Promise<Result<readonly ListedSession[], 'user_not_found'>> {
    const { users, listSessions } = this.#deps;
    const account = await users.findByEmail(canonicalEmail(email));
    return account ? { ok: true, value: (await listSessions(account.user.id)).toReversed() } : missing;
  }

  /** Ends one live session of an account (`revoked`). Another account's session is as absent as a missing one. */
  async endSession(email: string, id: number): Promise<Result<null, 'user_not_found' | 'session_not_found'>> {
    const { users, sessions, liveAt } = this.#deps;
    const account = await users.findByEmail(canonicalEmail(email));
    if (!account) return missing;
    const ending = { userId: account.user.id, reason: 'revoked', liveAt: liveAt(), actorId: null } as const;
    return (await sessions.end(id, ending)) ? { ok: true, value: null } : { ok: false, code: 'session_not_found' };
  }

  /** How many sessions of everybody are live: exactly where they are few. */
  countLive(): Promise<number> {
    return this.#deps.store.countLive();
  }

  /** Bars an account and ends every session of it. */
  disable(email: string): Promise<Ended> {
    return this.#onUser(email, (id) => this.#deps.users.disable(id, this.#deps.liveAt()));
  }

  /** Lets a barred account in again. What has ended stays ended. */
  enable(email: string): Promise<Ended> {
    return this.#onUser(email, async (id) => {
      await this.#deps.users.enable(id);
      return 0;
    });
  }

  /** Removes an account with all that is its own. */
  delete(email: string): Promise<Ended> {
    return this.#onUser(email, (id) => this.#deps.users.delete(id, this.#deps.liveAt()));
  }

  /** Ends every session of one account. */
  endSessions(email: string): Promise<Ended> {
    return this.#onUser(email, (userId) =>
      this.#deps.sessions.endAll({
        userId,
        reason: 'revoked_all',
        liveAt: this.#deps.liveAt(),
        actorId: null,
        keepId: null,
      }),
    );
  }

  /** Ends every session of all users in batches, and yields after each how many live ones it has ended so far. */
  async *endEverySession(): AsyncGenerator<number, void, undefined> {
    const liveAt = this.#deps.liveAt();
    for (let ended = 0; ;) {
      const { live, written } = await this.#deps.store.endEvery(liveAt, batch);
      yield (ended += live);
      if (written < batch) return;
    }
  }

  /** Where each account has its newest session from. So many sessions are looked at that no account hides the others. */
  recentAddresses(): Promise<RecentAddress[]> {
    return this.#deps.store.recentAddresses(10_000);
  }

  async #onUser(email: string, act: (id: number) => Promise<number | null>): Promise<Ended> {
    const account = await this.#deps.users.findByEmail(canonicalEmail(email));
    const ended = account && (await act(account.user.id));
    return ended === null ? missing : { ok: true, value: ended };
  }
}
