import type { Result } from '../result.ts';
import type { ExpiryCutoff, SessionStore } from '../sessions/session-store.ts';
import type { SessionView } from '../sessions/session-view.ts';
import type { Account, UserStore } from './user-store.ts';

export interface UserAdministrationDeps {
  readonly users: Pick<UserStore, 'disable' | 'enable' | 'delete'>;
  readonly store: Pick<SessionStore, 'end' | 'endAll'>;
  readonly sessions: {
    /** The live sessions of a user, least recently used first. */
    listUnmarked(userId: number): Promise<readonly SessionView[]>;
    /** Which sessions are live now. */
    cutoff(): ExpiryCutoff;
  };
}

/**
 * What operators and applications do to one user. A subclass finds the user by the name that its callers use, and
 * `Missing` is its code for a name without a user. Methods that end sessions return how many live ones they ended.
 */
export abstract class UserAdministration<Missing extends string> {
  readonly #deps: UserAdministrationDeps;
  protected readonly missing: { readonly ok: false; readonly code: Missing };

  constructor(deps: UserAdministrationDeps, missing: Missing) {
    this.#deps = deps;
    this.missing = { ok: false, code: missing };
  }

  protected abstract find(name: string): Promise<Account | null>;

  /** The live sessions of a user, least recently used first. Uses that instances have not written yet are missing. */
  async sessionsOf(name: string): Promise<Result<readonly SessionView[], Missing>> {
    const account = await this.find(name);
    return account ? { ok: true, value: await this.#deps.sessions.listUnmarked(account.user.id) } : this.missing;
  }

  /** Ends one live session of a user (`revoked`). A session of another user counts as missing. */
  async endSession(name: string, id: number): Promise<Result<null, Missing | 'session_token_not_found'>> {
    const account = await this.find(name);
    if (!account) return this.missing;
    const { store, sessions } = this.#deps;
    const how = { userId: account.user.id, reason: 'revoked', cutoff: sessions.cutoff(), actorId: null } as const;
    return (await store.end(id, how)) ? { ok: true, value: null } : { ok: false, code: 'session_token_not_found' };
  }

  /** Ends every live session of a user. */
  endSessions(name: string): Promise<Result<number, Missing>> {
    const { store, sessions } = this.#deps;
    return this.#onUser(name, (userId) =>
      store.endAll({ userId, reason: 'revoked_all', cutoff: sessions.cutoff(), actorId: null, keepId: null }),
    );
  }

  /** Disables a user: ends the live sessions, and refuses new ones. */
  disable(name: string): Promise<Result<number, Missing>> {
    return this.#onUser(name, (id) => this.#deps.users.disable(id, this.#deps.sessions.cutoff()));
  }

  /** Enables a disabled user. Ended sessions stay ended. */
  enable(name: string): Promise<Result<number, Missing>> {
    return this.#onUser(name, async (id) => {
      await this.#deps.users.enable(id);
      return 0;
    });
  }

  /** Removes a user and all data of the user. */
  delete(name: string): Promise<Result<number, Missing>> {
    return this.#onUser(name, (id) => this.#deps.users.delete(id, this.#deps.sessions.cutoff()));
  }

  /** `act` returns null for a user who was removed meanwhile. */
  async #onUser(name: string, act: (id: number) => Promise<number | null>): Promise<Result<number, Missing>> {
    const account = await this.find(name);
    const ended = account && (await act(account.user.id));
    return ended === null ? this.missing : { ok: true, value: ended };
  }
}
