import { type Session, moment } from '../session.ts';
import type { KnownSession } from './session-memory.ts';

/** Where a session is in memory, and at every instance. */
export interface SessionOrigin {
  /** The SHA-256 of its token, in the form of `token-hash.ts`. */
  readonly hash: string;
  readonly userId: number;
}

/** A session from memory, as an application gets it. It also knows its origin, for `onSessionEnd`. */
export class SessionFromMemory implements Session {
  readonly id: number;
  readonly subject: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly methods: readonly string[];
  readonly provedAt: Date;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly isBound: boolean;
  readonly #origin: SessionOrigin;

  /** `expiresIn`: in milliseconds. */
  constructor(hash: string, known: KnownSession, isBound: boolean, expiresIn: number) {
    this.id = known.id;
    this.subject = known.user.subject;
    this.email = known.user.email;
    this.name = known.user.name;
    this.methods = known.methods;
    this.provedAt = moment(known.provedAt);
    this.createdAt = moment(known.createdAt);
    this.expiresAt = new Date(Date.now() + expiresIn);
    this.isBound = isBound;
    this.#origin = { hash, userId: known.user.id };
  }

  /** The origin of a session, or null for one that was asked over HTTP. */
  static originOf(session: Session): SessionOrigin | null {
    return #origin in session ? session.#origin : null;
  }
}
