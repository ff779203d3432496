import type { AuthFailure } from '../tokens/authenticator.ts';
import type { Clock } from '../clock.ts';
import type { Invalidation } from '../instances/invalidation.ts';
import type { Timing } from '../instances/timing.ts';
import type { ExplainedEnd } from '../history/history-service.ts';
import type { SessionView } from '../sessions/session-view.ts';
import { networksOf } from '../geo/ip-networks.ts';
import type { Principal } from '../sessions/principal.ts';
import { StoreUnavailable } from '../store-unavailable.ts';
import { type Recheck, RecheckQueue } from './recheck-queue.ts';
import { SessionSubscription, type SubscriptionDeps } from './session-subscription.ts';
import { UserFeed } from './user-feed.ts';
import { WorkQueue } from './work-queue.ts';

/** Limits of open streams on one instance. */
export interface StreamLimits {
  readonly perUser: number;
  /** An IPv4 address, or the /64 network of an IPv6 address. */
  readonly perNetwork: number;
}

/** More than the pages that a user has open, and than the users of an office behind one address. */
export const defaultStreamLimits: StreamLimits = { perUser: 64, perNetwork: 2_000 };

/** When a refused client should try again, in seconds. */
const retryAfter = 30;

/** Concurrent reads of lists and ends at most, so that requests find a free connection. */
const readingsAtOnce = 3;

interface Deps {
  readonly recheck: Recheck;
  /** Reads a user's live sessions by last use, none marked as the current one. */
  readonly list: (userId: number) => Promise<readonly SessionView[]>;
  readonly explain: (refused: AuthFailure) => Promise<ExplainedEnd | null>;
  readonly limits: StreamLimits;
  readonly clock: Clock;
  readonly timing: Timing;
  /** Whether this instance has a lease. */
  readonly isTrusted: () => boolean;
}

/** A refused stream, and after how many seconds to try again. */
interface TooManyStreams {
  readonly ok: false;
  readonly code: 'too_many_streams';
  readonly retryAfter: number;
}

type OpenResult = { readonly ok: true; readonly value: SessionSubscription } | TooManyStreams;

const stopping = new StoreUnavailable('This instance is stopping');

/** All open streams of this instance. */
export class SessionSubscriptions {
  readonly #deps: Deps;
  readonly #rechecks: RecheckQueue;
  readonly #readings = new WorkQueue(readingsAtOnce);
  readonly #streamDeps: SubscriptionDeps;
  readonly #feeds = new Map<number, UserFeed<SessionSubscription>>();
  /** Open streams by network. */
  readonly #networks = new Map<string, number>();
  #size = 0;
  #isClosed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#rechecks = new RecheckQueue(deps.recheck);
    const { clock, timing, isTrusted, explain } = deps;
    this.#streamDeps = {
      clock,
      timing,
      isTrusted,
      recheck: (subscription) => this.#rechecks.run([subscription], false),
      // Many sessions may end at once, and each reads its end from the history.
      explain: async (refused) => ({ ...refused, explained: await this.#readings.run(() => explain(refused)) }),
      onClose: (subscription) => this.#onClose(subscription),
    };
  }

  /** How many streams are open. */
  get size(): number {
    return this.#size;
  }

  /**
   * Opens a stream of what happens to the user's live sessions, from an IP address, for as long as the caller's own session
   * lives and its device is proved. Listening does not count as a use of the session. Refused where the user, or the network
   * of the address, has as many streams as the limits allow. The caller must close it: by `close`, by aborting the signal, or
   * by iterating to its end.
   */
  open(principal: Principal, ip: string | null, signal?: AbortSignal): OpenResult {
    const { limits } = this.#deps;
    const network = networksOf(ip).narrow;
    const fromNetwork = this.#networks.get(network) ?? 0;
    const userId = principal.user.id;
    const ofUser = this.#feeds.get(userId)?.streams.size ?? 0;
    if (ofUser >= limits.perUser || fromNetwork >= limits.perNetwork) {
      return { ok: false, code: 'too_many_streams', retryAfter };
    }
    this.#networks.set(network, fromNetwork + 1);
    this.#size += 1;
    const subscription = new SessionSubscription(principal, network, this.#feed(userId), this.#streamDeps);
    if (this.#isClosed) subscription.fail(stopping);
    if (signal?.aborted) subscription.close();
    else signal?.addEventListener('abort', () => subscription.close(), { once: true });
    return { ok: true, value: subscription };
  }

  /** Refreshes the lists of users whose sessions were used. Their sessions are not checked again. */
  refreshLists(userIds: Iterable<number>): void {
    for (const id of userIds) this.#feeds.get(id)?.invalidate();
  }

  /** Handles a change. Resolves when every stream concerned has checked its own session again. */
  async recheck(change: Invalidation): Promise<void> {
    const feeds = change === 'all' ? this.#feeds.values() : change.flatMap((id) => this.#feeds.get(id) ?? []);
    const concerned: SessionSubscription[] = [];
    for (const feed of feeds) {
      feed.invalidate();
      concerned.push(...feed.streams);
    }
    await this.#rechecks.run(concerned, change !== 'all');
  }

  /** Ends all streams, open and future: their clients connect to another instance. */
  close(): void {
    this.#isClosed = true;
    for (const feed of this.#feeds.values()) for (const subscription of feed.streams) subscription.fail(stopping);
  }

  #feed(userId: number): UserFeed<SessionSubscription> {
    let feed = this.#feeds.get(userId);
    if (!feed) {
      const { list, timing, isTrusted } = this.#deps;
      feed = new UserFeed({ read: () => list(userId), queue: this.#readings, timing, isTrusted });
      this.#feeds.set(userId, feed);
    }
    return feed;
  }

  #onClose(subscription: SessionSubscription): void {
    const { network, principal } = subscription;
    const { id } = principal.user;
    const feed = this.#feeds.get(id);
    feed?.remove(subscription);
    if (feed?.streams.size === 0) this.#feeds.delete(id);
    const left = (this.#networks.get(network) ?? 1) - 1;
    if (left > 0) this.#networks.set(network, left);
    else this.#networks.delete(network);
    this.#size -= 1;
  }
}
