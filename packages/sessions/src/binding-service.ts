import type { Clock } from './clock.ts';
import {
  type BoundSession,
  bindingChallenge,
  boundCookie,
  challengedAt,
  isRegistrationChallenge,
  registrationChallenge,
} from './device-binding.ts';
import type { Principal } from './principal.ts';
import type { Result } from './result.ts';
import type { HeldSession } from './session.ts';
import type { LiveAt, SessionStore } from './session-store.ts';
import type { User } from './user.ts';

/** A challenge that a browser has signed, with a key of its own. */
export interface KeyRegistration {
  readonly challenge: string;
  /** The public key, as SPKI in PEM. */
  readonly key: string;
}

export interface BindingServiceOptions {
  readonly store: Pick<SessionStore, 'bind' | 'useChallenge'>;
  readonly clock: Clock;
  readonly liveAt: () => LiveAt;
}

/**
 * Binds sessions to the devices that they began on (W3C, Device Bound Session Credentials). Whoever calls this has checked
 * the signature.
 */
export class BindingService {
  readonly #store: BindingServiceOptions['store'];
  readonly #clock: Clock;
  readonly #liveAt: () => LiveAt;

  constructor({ store, clock, liveAt }: BindingServiceOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#liveAt = liveAt;
  }

  /** The challenge with which a browser may register a key, or null where the session has one, or can have none. */
  offer({ id, binding }: HeldSession): string | null {
    return binding?.key === null ? registrationChallenge({ id, binding }, this.#clock()) : null;
  }

  /** Binds a session to a key, once and for good. Answers the first bound cookie. */
  async register(
    { user, session }: Principal,
    { challenge, key }: KeyRegistration,
  ): Promise<Result<string, 'device_not_proved'>> {
    const { id, binding } = session;
    if (binding?.key !== null || !isRegistrationChallenge(challenge, { id, binding }, this.#clock())) return refused;
    const bound = await this.#store.bind({ userId: user.id, sessionId: id, key, liveAt: this.#liveAt() });
    return bound ? { ok: true, value: boundCookie({ id, binding }, this.#clock()) } : refused;
  }

  /** A new challenge for a session that is bound. */
  challenge(session: BoundSession): string {
    return bindingChallenge(session, this.#clock());
  }

  /** Takes a challenge that was signed with the session's key, each once at most. Answers a new bound cookie. */
  async refresh(
    { id: userId }: User,
    session: BoundSession,
    challenge: string,
  ): Promise<Result<string, 'challenge_used_up'>> {
    const at = challengedAt(challenge, session, this.#clock());
    const isFresh =
      at !== null && (await this.#store.useChallenge({ userId, sessionId: session.id, at, liveAt: this.#liveAt() }));
    return isFresh
      ? { ok: true, value: boundCookie(session, this.#clock()) }
      : { ok: false, code: 'challenge_used_up' };
  }
}

const refused = { ok: false, code: 'device_not_proved' } as const;
