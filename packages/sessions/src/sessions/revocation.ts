import type { EmptyEnds } from '../rate-limits/empty-ends.ts';
import type { Limited } from '../rate-limits/rate-limiter.ts';
import type { Result } from '../result.ts';
import { hashSessionToken, parseSessionToken } from '../tokens/session-token.ts';
import type { Principal } from './principal.ts';
import type { SessionService } from './session-service.ts';
import type { EndSession, SessionStore } from './session-store.ts';
import type { EndReason } from './session.ts';

interface Deps {
  readonly store: SessionStore;
  readonly sessions: Pick<SessionService, 'needsStepUp' | 'cutoff'>;
  readonly emptyEnds: EmptyEnds;
}

const stepUpRequired = { ok: false, code: 'step_up_required' } as const;

/**
 * Ends sessions for their user. Ending another one may need a step-up, and requests that end nothing are limited.
 * docs/revocation.md describes what an answered end promises.
 */
export class Revocation {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Ends one session of the user, possibly the current one. The same answer for ids of others, missing and ended ones: the
   * store has the owner's id in its condition (`endAndName` in `end-sessions.ts`).
   */
  async revoke(
    principal: Principal,
    id: number,
  ): Promise<Result<null, 'session_token_not_found' | 'step_up_required'> | Limited> {
    const { store, sessions, emptyEnds } = this.#deps;
    const { session } = principal;
    const end = () => store.end(id, this.#endSession(principal, 'revoked'));
    if (id === session.id) return endedOrMissing(await end());
    // Ids ascend with creation, so the id alone shows which session is older, also where it belongs to another user.
    if (sessions.needsStepUp(principal, id < session.id)) return stepUpRequired;
    const ended = await emptyEnds.run(principal, {
      ends: (listed) => listed.id === id,
      run: end,
      isEmpty: (isEnded) => !isEnded,
    });
    return ended.ok ? endedOrMissing(ended.value) : ended;
  }

  /** Ends the given sessions of the user, never the current one, and returns the ids that were live. */
  async revokeMany(
    principal: Principal,
    ids: readonly number[],
  ): Promise<Result<number[], 'step_up_required'> | Limited> {
    const { store, sessions, emptyEnds } = this.#deps;
    const own = principal.session.id;
    const endsOlder = ids.some((id) => id < own);
    if (sessions.needsStepUp(principal, endsOlder)) return stepUpRequired;
    const others = new Set(ids.filter((id) => id !== own));
    return emptyEnds.run(principal, {
      ends: ({ id }) => others.has(id),
      run: () => store.endMany([...others], this.#endSession(principal, 'revoked')),
      isEmpty: ({ length }) => length === 0,
    });
  }

  /** Ends every session of the user but the current one, and returns how many. */
  async revokeOthers(principal: Principal): Promise<Result<number, 'step_up_required'> | Limited> {
    const { store, sessions, emptyEnds } = this.#deps;
    if (sessions.needsStepUp(principal)) return stepUpRequired;
    const keepId = principal.session.id;
    return emptyEnds.run(principal, {
      ends: () => true,
      run: () => store.endAll({ ...this.#endSession(principal, 'revoked_others'), keepId }),
      isEmpty: (count) => count === 0,
    });
  }

  /** Ends every session of the user, the current one included, and returns how many. */
  async revokeAll(principal: Principal): Promise<Result<number, 'step_up_required'>> {
    const { store, sessions } = this.#deps;
    if (sessions.needsStepUp(principal)) return stepUpRequired;
    const ended = await store.endAll({ ...this.#endSession(principal, 'revoked_all'), keepId: null });
    return { ok: true, value: ended };
  }

  /** Ends the current session. Succeeds also where it has just ended. */
  async logout(principal: Principal): Promise<void> {
    await this.#deps.store.end(principal.session.id, this.#endSession(principal, 'logout'));
  }

  /** Ends the current session of a program that repeats the session's token as a confirmation. */
  async logoutConfirmed(principal: Principal, text: string): Promise<Result<null, 'session_token_incorrect'>> {
    const token = parseSessionToken(text);
    const named = token && (await this.#deps.store.findByTokenHash(hashSessionToken(token)));
    if (named?.session.id !== principal.session.id) return { ok: false, code: 'session_token_incorrect' };
    await this.logout(principal);
    return { ok: true, value: null };
  }

  #endSession({ user, session }: Principal, reason: EndReason): EndSession {
    return { userId: user.id, reason, cutoff: this.#deps.sessions.cutoff(), actorId: session.id };
  }
}

const endedOrMissing = (isEnded: boolean): Result<null, 'session_token_not_found'> =>
  isEnded ? { ok: true, value: null } : { ok: false, code: 'session_token_not_found' };
