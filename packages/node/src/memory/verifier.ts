import { LatchkeyUnavailable } from '../latchkey-error.ts';
import type { Credentials } from '../request.ts';
import type { Session } from '../session.ts';
import { InstanceConversation, type Line } from './instance-conversation.ts';
import { Lease, type LeaseStart } from './lease.ts';
import type { ToVerifier } from './messages.ts';
import { SessionFromMemory } from './session-from-memory.ts';
import { NotConnected } from './requests.ts';
import { type Registration, SessionEnds } from './session-ends.ts';
import { type KnownSession, SessionMemory } from './session-memory.ts';
import type { Timing } from './timing.ts';
import { hashFromHex, hashOfToken } from './token-hash.ts';
import { Uses, reportEvery } from './uses.ts';

type LiveAnswer = Extract<ToVerifier, { readonly hash: string }>;

/** Registered sockets are closed this many milliseconds before the lease ends, because timers fire late. */
const closeEarly = 50;

/** How often the clocks are read while sockets are registered, in milliseconds: timers stand still while a machine sleeps. */
const readClocksEvery = 100;

interface Options {
  readonly timing: Timing;
  /** How many sessions it keeps. */
  readonly capacity: number;
  /** How long a question may take, in milliseconds. */
  readonly timeout: number;
  /** Of Latchkey, for messages. */
  readonly address: string;
}

/**
 * Answers whose session a request has from the memory of this process, while the instance that it is connected to has given it
 * a lease. docs/revocation.md describes why no ended session is accepted.
 */
export class Verifier {
  readonly #options: Options;
  readonly #memory: SessionMemory;
  readonly #uses = new Uses();
  readonly #ends = new SessionEnds();
  #conversation: InstanceConversation | null = null;
  /** The latest lease. Registered sockets stay open until it ends. Its connection may have ended. */
  readonly #openUnder: Lease;
  #cancelExpiry = () => {};

  constructor(options: Options) {
    this.#options = options;
    this.#memory = new SessionMemory(options.capacity);
    this.#openUnder = new Lease(options.timing);
  }

  /** Whether it may answer from memory. */
  get isTrusted(): boolean {
    return this.#conversation?.isTrusted ?? false;
  }

  /** The cookie with the session token, or null without a connection. */
  get cookieName(): string | null {
    return this.#conversation?.cookieName || null;
  }

  /** The session of this token from memory, or null where it has to be asked for. Counts as a use. */
  recall(token: string, ip: string | null): Session | null {
    if (!this.#conversation?.isTrusted) return null;
    const tokenHash = hashOfToken(token);
    const known = this.#memory.get(tokenHash);
    const now = this.#options.timing.monotonic();
    // Another process may have a later use, so Latchkey decides whether it has expired.
    if (known === null || now >= Math.min(known.absoluteEnd, known.usedAt + known.idle)) return null;
    known.usedAt = now;
    if (now - known.reportedAt >= reportEvery) {
      known.reportedAt = now;
      this.#uses.add(tokenHash, now, ip);
    }
    return new SessionFromMemory(tokenHash, known, false, Math.min(known.absoluteEnd - now, known.idle));
  }

  /**
   * Asks the connected instance whose session these credentials open, and keeps the answer. Counts as a use. 'not connected':
   * without a lease, as from an instance that hangs, or where the connection ends before the answer.
   * @throws {LatchkeyUnavailable} if the instance cannot answer.
   */
  async ask(credentials: Credentials, ip: string | null): Promise<Session | null | 'not connected'> {
    const conversation = this.#conversation;
    if (!conversation?.isTrusted) return 'not connected';
    const now = this.#options.timing.monotonic();
    const fill = this.#memory.startFill();
    try {
      const answer = await conversation.ask({ ...credentials, ip });
      if (answer.type === 'refused') throw new LatchkeyUnavailable(answer.code, answer.message);
      if (!('hash' in answer)) return null;
      const known = knownSession(answer, now);
      const tokenHash = hashFromHex(answer.hash);
      // A bound session needs the proof of its device at each request, which the instance checks.
      if (!answer.session.bound) fill.store(tokenHash, known);
      return new SessionFromMemory(
        tokenHash,
        known,
        answer.session.bound,
        Math.min(known.absoluteEnd - now, known.idle),
      );
    } catch (error) {
      if (error instanceof NotConnected) return 'not connected';
      throw error;
    } finally {
      fill.end();
    }
  }

  /**
   * Calls `close` once: when the session ends, before the call that ends it is answered, or when this process loses its lease.
   * Without a lease, and for a session that was asked for over HTTP, it is called at once. Returns a function that removes the
   * registration.
   */
  onSessionEnd(session: Session, close: () => void): () => void {
    const origin = SessionFromMemory.originOf(session);
    const registration: Registration = { hash: origin?.hash ?? '', userId: origin?.userId ?? 0, close };
    this.#ends.add(registration);
    if (origin === null || !this.#conversation?.isTrusted) queueMicrotask(() => this.#ends.end([registration]));
    else {
      this.#conversation.check(registration);
      this.#endExpired();
    }
    return () => this.#ends.remove(registration);
  }

  /** A connection to an instance has opened. Returns what is to be called with its messages and at its end. */
  connect(line: Line): { receive(text: string): void; end(): { readonly hadLease: boolean } } {
    const { timing, timeout, address } = this.#options;
    const conversation = new InstanceConversation({
      timing,
      timeout,
      address,
      line,
      memory: this.#memory,
      ends: this.#ends,
      uses: this.#uses,
      onLease: (start, duration) => this.#extend(start, duration),
    });
    this.#conversation = conversation;
    conversation.start();
    return {
      receive: (text) => conversation.receive(text),
      end: () => {
        conversation.end();
        // Until the next connection, no changes are received.
        this.#memory.forget('all');
        if (this.#conversation === conversation) this.#conversation = null;
        return conversation;
      },
    };
  }

  /** Sends the buffered uses, and closes the registered sockets. Must be called before the last connection is closed. */
  close(): void {
    this.#conversation?.flush();
    this.#cancelExpiry();
    this.#ends.end(this.#ends.all);
  }

  #extend(start: LeaseStart, duration: number): void {
    this.#endExpired();
    this.#openUnder.extend(start, duration);
    this.#endExpired();
  }

  /** Closes the registered sockets where the lease is nearly over. Otherwise reads the clocks again later. */
  #endExpired(): void {
    this.#cancelExpiry();
    if (this.#ends.isEmpty) return;
    const left = this.#openUnder.remaining - closeEarly;
    if (left <= 0) this.#ends.end(this.#ends.all);
    else this.#cancelExpiry = this.#options.timing.after(Math.min(left, readClocksEvery), () => this.#endExpired());
  }
}

function knownSession({ session, user, lifetime }: LiveAnswer, now: number): KnownSession {
  return {
    id: Number(session.sid),
    user: { id: user, subject: session.sub, email: session.email ?? null, name: session.name ?? null },
    methods: session.amr,
    provedAt: session.auth_time,
    createdAt: session.iat,
    absoluteEnd: now + lifetime.absolute,
    idle: lifetime.idle,
    usedAt: now,
    reportedAt: now,
  };
}
