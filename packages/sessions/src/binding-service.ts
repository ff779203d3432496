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

/** A new bound cookie, or the challenge that has to be signed for one. */
export type Refreshed = { readonly cookie: string } | { readonly challenge: string };

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

  /**
   * Takes a challenge that the browser has signed with the session's key, each once at most, and answers a new bound cookie.
   * Where there is none, or none that is good any more, it answers the challenge to be signed.
   */
  async refresh({ id: userId }: User, session: BoundSession, signed: string | null): Promise<Refreshed> {
    const at = signed === null ? null : challengedAt(signed, session, this.#clock());
    if (at === null) return { challenge: bindingChallenge(session, this.#clock()) };
    const use = await this.#store.useChallenge({ userId, sessionId: session.id, at, liveAt: this.#liveAt() });
    return use.isFirst
      ? { cookie: boundCookie(session, this.#clock()) }
      : { challenge: bindingChallenge(session, this.#clock(), use.latest) };
  }
}

const refused = { ok: false, code: 'device_not_proved' } as const;
