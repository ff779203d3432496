import { Lease, type LeaseStart } from './lease.ts';
import { type FromVerifier, type ToVerifier, decode, mostOfMessage } from './messages.ts';
import { NotConnected, Requests } from './requests.ts';
import type { Registration, SessionEnds } from './session-ends.ts';
import type { SessionMemory } from './session-memory.ts';
import type { Timing } from './timing.ts';
import { hexOf } from './token-hash.ts';
import type { Uses } from './uses.ts';

/** In milliseconds: one or two lost answers have no effect, since a lease lasts at least a second. */
const renewEvery = 400;

/**
 * After this number of unanswered renewals, 1.6 seconds, the connection is closed, because its lease is over. Its pending requests
 * are then sent elsewhere. Renewals are counted, because a pause of this process also delays answers that have arrived.
 */
const mostUnanswered = 4;

/** A connection to an instance, which keeps the order of messages. */
export interface Line {
  send(text: string): void;
  /** Ends it. Its end is reported like any other. */
  close(): void;
  /** Whether the process must stay alive for an answer. */
  keepAlive(isNeeded: boolean): void;
}

interface Deps {
  readonly timing: Timing;
  readonly line: Line;
  readonly memory: SessionMemory;
  readonly ends: SessionEnds;
  readonly uses: Uses;
  /** How long a request may take, in milliseconds. */
  readonly timeout: number;
  /** Of Latchkey, for messages. */
  readonly address: string;
  /** Called when a lease begins to count, also for the registered sockets. */
  readonly onLease: (start: LeaseStart, duration: number) => void;
}

/** The messages of one connection to an instance: leases, changes, requests and uses. */
export class InstanceConversation {
  readonly #deps: Deps;
  readonly #requests: Requests;
  readonly #lease: Lease;
  /** The cookie with the session token. Empty until the instance has named it. */
  cookieName = '';
  #lastRequest = 0;
  /** When requests for a lease were sent. */
  readonly #renewals = new Map<number, LeaseStart>();
  /** All changes up to this number are done. Those of `#done` too. */
  #doneUpTo = 0;
  readonly #done = new Set<number>();
  /** Registrations that were added while a check was under way. */
  readonly #unchecked: Registration[] = [];
  #isChecking = false;
  /** Renewals that were sent since the instance last sent anything. */
  #unanswered = 0;
  #cancelNext = () => {};
  #isOver = false;
  /** Whether it had a lease at any time. */
  hadLease = false;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#lease = new Lease(deps.timing);
    this.#requests = new Requests(deps.timing, deps.timeout, deps.address);
  }

  /** Whether memory may be used. */
  get isTrusted(): boolean {
    return !this.#isOver && this.#lease.isLive;
  }

  /** Checks all registered sessions, calls `close` for those that have ended, and then starts to renew the lease. */
  start(): void {
    this.recheck(this.#deps.ends.all, () => this.#renewRepeatedly());
  }

  /**
   * Ends a registration whose session has ended since it was authenticated. One check is under way at a time, for all that were
   * registered meanwhile, so that the sockets of one user do not use up the connection.
   */
  check(registration: Registration): void {
    this.#unchecked.push(registration);
    if (!this.#isChecking) this.#checkNext();
  }

  /** Ends those whose sessions are not live, then calls `checked`. Where that fails, the connection ends. */
  recheck(registrations: readonly Registration[], checked: () => void): void {
    if (registrations.length === 0) return checked();
    this.#endDead(registrations).then(checked, () => this.#deps.line.close());
  }

  /** The connection has ended, and with it the lease. Requests under way reject with `NotConnected`. */
  end(): void {
    this.#isOver = true;
    this.#cancelNext();
    this.#requests.abandon();
  }

  /** @throws {NotConnected} where the connection ends before the answer, or has no room for a request. */
  async ask(question: { readonly token: string | null; readonly cookie: string | null; readonly ip: string | null }) {
    if (!this.#requests.hasRoom) throw new NotConnected('Too many requests are under way.');
    const answer = await this.#run((request) => ({ type: 'ask', request, ...question }));
    if (answer.type === 'checked') throw new NotConnected('The instance gave the answer to another request.');
    return answer;
  }

  /** Reports the uses that wait. */
  flush(): void {
    for (const uses of this.#deps.uses.take(this.#deps.timing.monotonic())) this.#send({ type: 'uses', uses });
  }

  receive(text: string): void {
    if (this.#isOver) return;
    const message = decode(text);
    if (message === null) return this.#deps.line.close();
    this.#unanswered = 0;
    if (message.type === 'welcome') this.cookieName = message.cookie;
    else if (message.type === 'lease') this.#takeLease(message);
    else if (message.type === 'forget') this.#forget(message);
    else if (message.type === 'release') this.#release(message.number);
    else {
      // A refused renewal extends nothing.
      if (message.type === 'refused') this.#renewals.delete(message.request);
      this.#requests.answer(message);
    }
  }

  #checkNext(): void {
    const next = this.#unchecked.splice(0);
    this.#isChecking = next.length > 0;
    if (this.#isChecking) this.recheck(next, () => this.#checkNext());
  }

  #takeLease({ request, forgets, duration }: Extract<ToVerifier, { type: 'lease' }>): void {
    const start = this.#renewals.get(request);
    this.#renewals.delete(request);
    // It counts only after all changes that the instance knew of.
    if (start === undefined || duration <= 0 || this.#doneUpTo < forgets) return;
    // After a sleep of the machine, in which the monotonic clock stands still, it would take expired sessions for live.
    if (this.hadLease && !this.#lease.isLive) this.#deps.memory.forget('all');
    this.#lease.extend(start, duration);
    this.hadLease = true;
    this.#deps.onLease(start, duration);
  }

  #forget({ number, users }: Extract<ToVerifier, { type: 'forget' }>): void {
    this.#deps.memory.forget(users);
    this.recheck(this.#deps.ends.of(users), () => this.#finish(number));
  }

  /**
   * The instance is stopping. Registered sockets stay open until the last lease ends, unless another instance gives a lease before.
   */
  #release(number: number): void {
    this.#lease.end();
    if (this.#deps.ends.isEmpty) this.#finish(number);
    this.#deps.line.close();
  }

  #finish(number: number): void {
    if (this.#isOver) return;
    if (number > this.#doneUpTo) this.#done.add(number);
    while (this.#done.delete(this.#doneUpTo + 1)) this.#doneUpTo += 1;
    this.#send({ type: 'done', number });
  }

  #renewRepeatedly(): void {
    if (this.#isOver) return;
    if (this.#unanswered >= mostUnanswered) return this.#deps.line.close();
    this.#unanswered += 1;
    const request = ++this.#lastRequest;
    this.#renewals.set(request, this.#lease.now());
    this.#send({ type: 'renew', request });
    this.flush();
    this.#cancelNext = this.#deps.timing.after(renewEvery, () => this.#renewRepeatedly());
  }

  async #endDead(registrations: readonly Registration[]): Promise<void> {
    for (let from = 0; from < registrations.length; from += mostOfMessage) {
      const part = registrations.slice(from, from + mostOfMessage);
      const hashes = part.map(({ hash }) => hexOf(hash));
      const answer = await this.#run((request) => ({ type: 'check', request, hashes }));
      if (answer.type !== 'checked') throw new NotConnected('The instance cannot tell which sessions are live.');
      this.#deps.ends.end(part.filter((_, index) => (answer.users[index] ?? null) === null));
    }
  }

  async #run(message: (request: number) => FromVerifier) {
    if (this.#isOver) throw new NotConnected('The connection has ended.');
    const request = ++this.#lastRequest;
    try {
      return await this.#requests.run(request, () => {
        this.#deps.line.keepAlive(true);
        this.#send(message(request));
      });
    } finally {
      if (this.#requests.size === 0) this.#deps.line.keepAlive(false);
    }
  }

  #send(message: FromVerifier): void {
    this.#deps.line.send(JSON.stringify(message));
  }
}
