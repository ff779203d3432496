import type { Recovery } from './recovery.ts';
import { noPassword } from '../passwords/stored-hash.ts';
import type { AccountPage, AdministrationStore, ListedAccount, RecentAddress } from './administration-store.ts';
import type { MailLink } from '../tokens/mail-link.ts';
import { canonicalEmail } from './email.ts';
import type { SubjectStore } from '../applications/subject-store.ts';
import type { Result } from '../result.ts';
import { UserAdministration, type UserAdministrationDeps } from './user-administration.ts';
import type { Account, UserStore } from './user-store.ts';

interface Deps extends UserAdministrationDeps {
  readonly administration: AdministrationStore;
  readonly users: Pick<UserStore, 'create' | 'findByEmail' | 'disable' | 'enable' | 'delete'>;
  readonly subjects: Pick<SubjectStore, 'findBySubject'>;
  readonly recovery: Pick<Recovery, 'issueLink'>;
}

type LinkFailure = 'user_not_found' | 'account_disabled';

/** How operators name the user of an application: `subject:` and the application's own id. No e-mail address has a colon. */
const subjectPrefix = 'subject:';

const batch = 500;

/**
 * Actions of operators on accounts (ASVS 7.4.2, 7.4.5). The name of a user is the e-mail address of an account with a
 * password, or `subject:` and the subject of an application's user.
 */
export class Administration extends UserAdministration<'user_not_found'> {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    super(deps, 'user_not_found');
    this.#deps = deps;
  }

  /** A page of accounts by id whose e-mail address or subject contains a text. */
  accounts({ text, after, limit }: AccountPage): Promise<ListedAccount[]> {
    const { administration, sessions } = this.#deps;
    return administration.listAccounts({ text: canonicalEmail(text), after, limit }, sessions.cutoff());
  }

  /**
   * Creates an account, also with `SIGN_UP=closed`, for an address that has passed the `email` schema. It has no
   * password: its owner sets one through the returned recovery link. Sends no mail.
   */
  async create(email: string): Promise<Result<MailLink, 'email_taken' | LinkFailure>> {
    const { users, sessions } = this.#deps;
    const createdAt = sessions.cutoff().now;
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
    return (await users.findByEmail(account)) ? { ok: false, code: 'account_disabled' } : this.missing;
  }

  /** How many sessions of all accounts are live: exact if they are few. */
  countLive(): Promise<number> {
    return this.#deps.administration.countLive();
  }

  /** Ends the sessions of all users in batches. Yields after each batch how many live ones it has ended so far. */
  async *endEverySession(): AsyncGenerator<number, void, undefined> {
    const cutoff = this.#deps.sessions.cutoff();
    for (let ended = 0; ;) {
      const { live, written } = await this.#deps.administration.endEvery(cutoff, batch);
      yield (ended += live);
      if (written < batch) return;
    }
  }

  /** The IP address of each account's newest session. Reads 10,000 sessions, so that one account cannot hide the others. */
  recentAddresses(): Promise<RecentAddress[]> {
    return this.#deps.administration.recentAddresses(10_000);
  }

  protected find(name: string): Promise<Account | null> {
    const { users, subjects } = this.#deps;
    return name.startsWith(subjectPrefix)
      ? subjects.findBySubject(name.slice(subjectPrefix.length))
      : users.findByEmail(canonicalEmail(name));
  }
}
