import type { Clock } from './clock.ts';
import { type DeviceDescription, describeDevice, informationLine } from './device-description.ts';
import type { Result } from './result.ts';
import { type EndReason, type Session, type SessionEnd, endOf, lapsesAt } from './session.ts';
import type { SessionLimits } from './session-limits.ts';
import type { Ending, LiveAt, SessionStore } from './session-store.ts';
import {
  type RandomSource,
  type SessionToken,
  createSessionToken,
  hashSessionToken,
  parseSessionToken,
} from './session-token.ts';
import type { User } from './user.ts';
import type { UserAgent } from './user-agent.ts';

/** Who is asking, and through which session. */
export interface Principal {
  readonly user: User;
  readonly session: Session;
}

/** What a client says of itself at sign-in. */
export interface Client {
  readonly userAgent: UserAgent;
  readonly information: string | null;
  readonly staysSignedIn: boolean;
}

/** A session just begun, and the only copy of its token that will ever exist here. */
export interface StartedSession {
  readonly session: Session;
  readonly token: SessionToken;
}

/** A session as its owner sees it. */
export interface ListedSession {
  readonly id: number;
  readonly device: DeviceDescription;
  /** The name that a program gave itself, or null. */
  readonly name: string | null;
  /** That name, or else the device's description on one line. */
  readonly information: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  /** When it will end by itself if it is not used again. */
  readonly expiresAt: Date;
  readonly isCurrent: boolean;
}

/** Why a token opens nothing. `end` is set where the token is right and its session has ended. */
export interface Refused {
  readonly ok: false;
  readonly code: 'token_incorrect';
  readonly end: SessionEnd | null;
}

export interface SessionServiceOptions {
  readonly store: SessionStore;
  readonly limits: SessionLimits;
  readonly clock: Clock;
  readonly random: RandomSource;
}

/** The life of sessions, from sign-in to their end. */
export class SessionService {
  readonly #store: SessionStore;
  readonly #limits: SessionLimits;
  readonly #clock: Clock;
  readonly #random: RandomSource;

  constructor({ store, limits, clock, random }: SessionServiceOptions) {
    this.#store = store;
    this.#limits = limits;
    this.#clock = clock;
    this.#random = random;
  }

  /** Begins a session with a new token (ASVS 7.2.4). Whoever calls this has already proved who the user is. */
  async start(user: User, client: Client): Promise<StartedSession> {
    const token = createSessionToken(this.#random);
    const createdAt = this.#clock();
    const lifetime = client.staysSignedIn ? this.#limits.absolute : this.#limits.absoluteUnlessKept;
    const session = await this.#store.create({
      ...client,
      userId: user.id,
      tokenHash: hashSessionToken(token),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + lifetime),
    });
    return { session, token };
  }

  /** Tells who holds a token, and marks its session as used now. */
  async authenticate(text: string): Promise<{ readonly ok: true; readonly value: Principal } | Refused> {
    const token = parseSessionToken(text);
    const found = token && (await this.#store.findByTokenHash(hashSessionToken(token)));
    if (!found) return { ok: false, code: 'token_incorrect', end: null };

    const now = this.#clock();
    const end = endOf(found.session, now, this.#limits);
    if (end) return { ok: false, code: 'token_incorrect', end };

    return { ok: true, value: { user: found.user, session: await this.#use(found.session, now) } };
  }

  /** The user's live sessions, oldest use first. */
  async list({ user, session: current }: Principal): Promise<ListedSession[]> {
    const sessions = await this.#store.listLive(user.id, this.#liveAt());
    return sessions.map((session) => {
      const device = describeDevice(session.userAgent);
      return {
        id: session.id,
        device,
        name: session.information,
        information: session.information ?? informationLine(device),
        createdAt: session.createdAt,
        lastUsedAt: session.lastUsedAt,
        expiresAt: lapsesAt(session, this.#limits).at,
        isCurrent: session.id === current.id,
      };
    });
  }

  /** Ends one session of the user, the current one included. Foreign, missing and ended ids are one and the same. */
  async revoke({ user }: Principal, id: number): Promise<Result<null, 'session_token_not_found'>> {
    const ended = await this.#store.end(id, this.#ending(user, 'revoked'));
    return ended ? { ok: true, value: null } : { ok: false, code: 'session_token_not_found' };
  }

  /** Ends every session of the user but the current one, and tells how many. */
  revokeOthers({ user, session }: Principal): Promise<number> {
    return this.#store.endAll({ ...this.#ending(user, 'revoked_others'), keepId: session.id });
  }

  /** Ends the current session. It may have ended a moment ago: that is as good. */
  async logout({ user, session }: Principal): Promise<void> {
    await this.#store.end(session.id, this.#ending(user, 'logout'));
  }

  /** Ends the current session for a program that confirms, by its token, which one it means. */
  async logoutConfirmed(principal: Principal, text: string): Promise<Result<null, 'session_token_incorrect'>> {
    const token = parseSessionToken(text);
    const named = token && (await this.#store.findByTokenHash(hashSessionToken(token)));
    if (named?.session.id !== principal.session.id) return { ok: false, code: 'session_token_incorrect' };
    await this.logout(principal);
    return { ok: true, value: null };
  }

  async #use(session: Session, now: Date): Promise<Session> {
    if (now.getTime() - session.lastUsedAt.getTime() < this.#limits.lastUsedStep) return session;
    await this.#store.touch(session.id, now);
    return { ...session, lastUsedAt: now };
  }

  #liveAt(): LiveAt {
    const now = this.#clock();
    return { now, idleSince: new Date(now.getTime() - this.#limits.idle) };
  }

  #ending(user: User, reason: EndReason): Ending {
    return { userId: user.id, reason, liveAt: this.#liveAt() };
  }
}
