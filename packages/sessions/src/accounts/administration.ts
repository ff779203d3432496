import type { Recovery } from './recovery.ts';
import { noPassword } from '../passwords/stored-hash.ts';
import type { AccountPage, AdministrationStore, ListedAccount, RecentAddress } from './administration-store.ts';
import type { MailLink } from '../tokens/mail-link.ts';
import { canonicalEmail } from './email.ts';
import type { SubjectStore } from '../applications/subject-store.ts';
import type { SessionView } from '../sessions/session-view.ts';
import type { Result } from '../result.ts';
import type { ExpiryCutoff, SessionStore } from '../sessions/session-store.ts';
import type { Account, UserStore } from './user-store.ts';

interface Deps {
  readonly store: AdministrationStore;
  readonly users: Pick<UserStore, 'create' | 'findByEmail' | 'disable' | 'enable' | 'delete'>;
  readonly subjects: Pick<SubjectStore, 'findBySubject'>;
  readonly sessions: Pick<SessionStore, 'end' | 'endAll'>;
  readonly recovery: Pick<Recovery, 'issueLink'>;
  /** The live sessions of a user, least recently used first. */
  readonly listSessions: (userId: number) => Promise<SessionView[]>;
  /** Which sessions are live now. */
  readonly cutoff: () => ExpiryCutoff;
}

type EndResult = Result<number, 'user_not_found'>;
type LinkFailure = 'user_not_found' | 'account_disabled';

/** How operators name the user of an application: `subject:` and the application's own id. No e-mail address has a colon. */
const subjectPrefix = 'subject:';

const missing = { ok: false, code: 'user_not_found' } as const;
const batch = 500;

/**
 * Actions of operators on accounts (ASVS 7.4.2, 7.4.5). Methods that end sessions return how many live ones they ended.
 * `name` is the e-mail address of an account with a password, or `subject:` and the subject of an application's user.
 */
export class Administration {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** A page of accounts by id whose e-mail address or subject contains a text. */
  accounts({ text, after, limit }: AccountPage): Promise<ListedAccount[]> {
    const { store, cutoff } = this.#deps;
    return store.listAccounts({ text: canonicalEmail(text), after, limit }, cutoff());
  }

  /**
   * Creates an account, also with `SIGN_UP=closed`, for an address that has passed the `email` schema. It has no
   * password: its owner sets one through the returned recovery link. Sends no mail.
   */
  async create(email: string): Promise<Result<MailLink, 'email_taken' | LinkFailure>> {
    const { users, cutoff } = this.#deps;
    const createdAt = cutoff().now;
    const user = await users.create({ email, passwordHash: noPassword, createdAt, language: null });
    return user ? this.recoveryLink(email) : { ok: false, code: 'email_taken' };
  }

  /**
   * A link that sets a new password once, within `linkLifetime.recovery`. It replaces earlier recovery links of the
   * account.
   */
  async recoveryLink(email: string): Promise<Result<MailLink, LinkFailure>> {
    const { recovery, users } = this.#deps;
    const account = canonicalEmail(email);
    const link = await recovery.issueLink(account);
    if (link !== null) return { ok: true, value: link };
    return (await users.findByEmail(account)) ? { ok: false, code: 'account_disabled' } : missing;
  }

  /**
   * The live sessions of an account, most recently used first. Uses that instances have not written yet are missing.
   */
  async sessionsOf(name: string): Promise<Result<readonly SessionView[], 'user_not_found'>> {
    const account = await this.#find(name);
    return account ? { ok: true, value: (await this.#deps.listSessions(account.user.id)).toReversed() } : missing;
  }

  /** Ends one live session of an account (`revoked`). A session of another account counts as missing. */
  async endSession(name: string, id: number): Promise<Result<null, 'user_not_found' | 'session_not_found'>> {
    const { sessions, cutoff } = this.#deps;
    const account = await this.#find(name);
    if (!account) return missing;
    const end = { userId: account.user.id, reason: 'revoked', cutoff: cutoff(), actorId: null } as const;
    return (await sessions.end(id, end)) ? { ok: true, value: null } : { ok: false, code: 'session_not_found' };
  }

  /** How many sessions of all accounts are live: exact if they are few. */
  countLive(): Promise<number> {
    return this.#deps.store.countLive();
  }

  /** Disables an account and ends its sessions. */
  disable(name: string): Promise<EndResult> {
    return this.#onUser(name, (id) => this.#deps.users.disable(id, this.#deps.cutoff()));
  }

  /** Enables a disabled account. Its ended sessions stay ended. */
  enable(name: string): Promise<EndResult> {
    return this.#onUser(name, async (id) => {
      await this.#deps.users.enable(id);
      return 0;
    });
  }

  /** Removes an account and all of its data. */
  delete(name: string): Promise<EndResult> {
    return this.#onUser(name, (id) => this.#deps.users.delete(id, this.#deps.cutoff()));
  }

  /** Ends every session of one account. */
  endSessions(name: string): Promise<EndResult> {
    return this.#onUser(name, (userId) =>
      this.#deps.sessions.endAll({
        userId,
        reason: 'revoked_all',
        cutoff: this.#deps.cutoff(),
        actorId: null,
        keepId: null,
      }),
    );
  }

  /** Ends the sessions of all users in batches. Yields after each batch how many live ones it has ended so far. */
  async *endEverySession(): AsyncGenerator<number, void, undefined> {
    const cutoff = this.#deps.cutoff();
    for (let ended = 0; ;) {
      const { live, written } = await this.#deps.store.endEvery(cutoff, batch);
      yield (ended += live);
      if (written < batch) return;
    }
  }

  /** The IP address of each account's newest session. Reads so many sessions that one account cannot hide the others. */
  recentAddresses(): Promise<RecentAddress[]> {
    return this.#deps.store.recentAddresses(10_000);
  }

  #find(name: string): Promise<Account | null> {
    const { users, subjects } = this.#deps;
    return name.startsWith(subjectPrefix)
      ? subjects.findBySubject(name.slice(subjectPrefix.length))
      : users.findByEmail(canonicalEmail(name));
  }

  async #onUser(name: string, act: (id: number) => Promise<number | null>): Promise<EndResult> {
    const account = await this.#find(name);
    const ended = account && (await act(account.user.id));
    return ended === null ? missing : { ok: true, value: ended };
  }
}
