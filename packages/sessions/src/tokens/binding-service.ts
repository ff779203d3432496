import type { Clock } from '../clock.ts';
import {
  type BindableSession,
  bindingChallenge,
  boundCookie,
  challengeTime,
  isRegistrationChallenge,
  registrationChallenge,
} from './device-binding.ts';
import type { Principal } from '../sessions/principal.ts';
import type { Result } from '../result.ts';
import type { PrincipalSession } from '../sessions/session.ts';
import type { ExpiryCutoff, SessionStore } from '../sessions/session-store.ts';
import type { User } from '../accounts/user.ts';

/** A registration challenge that a browser has signed with its new key. */
export interface KeyRegistration {
  readonly challenge: string;
  /** The public key, as SPKI in PEM. */
  readonly key: string;
}

/** A new bound cookie, or the challenge to sign for one. */
export type RefreshResult = { readonly cookie: string } | { readonly challenge: string };

interface Deps {
  readonly store: Pick<SessionStore, 'bind' | 'useChallenge'>;
  readonly clock: Clock;
  readonly cutoff: () => ExpiryCutoff;
}

/**
 * Binds sessions to the devices they were created on (W3C, Device Bound Session Credentials). The caller has verified
 * the signature.
 */
export class BindingService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The challenge for registering a key, or null where the session has a key or cannot be bound. */
  offer({ id, binding }: PrincipalSession): string | null {
    return binding?.key === null ? registrationChallenge({ id, binding }, this.#deps.clock()) : null;
  }

  /** Binds a session to a key, which never changes afterwards. Returns the first bound cookie. */
  async register(
    { user, session }: Principal,
    { challenge, key }: KeyRegistration,
  ): Promise<Result<string, 'device_not_proved'>> {
    const { id, binding } = session;
    if (binding?.key !== null || !isRegistrationChallenge(challenge, { id, binding }, this.#deps.clock()))
      return refused;
    const bound = await this.#deps.store.bind({ userId: user.id, sessionId: id, key, cutoff: this.#deps.cutoff() });
    return bound ? { ok: true, value: boundCookie({ id, binding }, this.#deps.clock()) } : refused;
  }

  /**
   * Accepts a challenge signed with the session's key, each at most once, and returns a new bound cookie. Without a
   * valid one it returns the challenge to sign.
   */
  async refresh({ id: userId }: User, session: BindableSession, signed: string | null): Promise<RefreshResult> {
    const at = signed === null ? null : challengeTime(signed, session, this.#deps.clock());
    if (at === null) return { challenge: bindingChallenge(session, this.#deps.clock()) };
    const use = await this.#deps.store.useChallenge({ userId, sessionId: session.id, at, cutoff: this.#deps.cutoff() });
    return use.isFirst
      ? { cookie: boundCookie(session, this.#deps.clock()) }
      : { challenge: bindingChallenge(session, this.#deps.clock(), use.latest) };
  }
}

const refused = { ok: false, code: 'device_not_proved' } as const;
