import type { Refused } from '../authenticator.ts';
import type { Clock } from '../clock.ts';
import type { Change } from '../cluster/change.ts';
import type { Timing } from '../cluster/timing.ts';
import type { ExplainedEnd } from '../history-service.ts';
import type { ListedSession } from '../listed-session.ts';
import { networksOf } from '../addresses/networks.ts';
import type { Principal } from '../principal.ts';
import { StoreUnavailable } from '../store-unavailable.ts';
import { type Recheck, RecheckQueue } from './recheck-queue.ts';
import { SessionSubscription, type SubscriptionDeps } from './session-subscription.ts';
import { UserFeed } from './user-feed.ts';
import { WorkQueue } from './work-queue.ts';

/** How many streams may be open on one instance. */
export interface StreamLimits {
  readonly perUser: number;
  /** From one IPv4 address, or one IPv6 network of 64 bits. */
  readonly perAddress: number;
}

/** More than a person has pages in view at once, and than an office behind one address. */
export const defaultStreamLimits: StreamLimits = { perUser: 64, perAddress: 2_000 };

/** A stream that was refused is worth another try after this, in seconds. */
const retryAfter = 30;

/** Readings of lists and of ends at one moment, of all users together: few, so that requests find a connection. */
const readingsAtOnce = 3;

export interface SessionSubscriptionsOptions {
  readonly recheck: Recheck;
  /** Reads a user's live sessions in the order of their last uses, none of them marked as the current one. */
  readonly list: (userId: number) => Promise<readonly ListedSession[]>;
  readonly explain: (refused: Refused) => Promise<ExplainedEnd | null>;
  readonly limits: StreamLimits;
  readonly clock: Clock;
  readonly timing: Timing;
  /** Whether other instances wait until this one has learned of a change. */
  readonly isTrusted: () => boolean;
}

/** Why no stream was opened, and after how many seconds another try makes sense. */
export interface TooManyStreams {
  readonly ok: false;
  readonly code: 'too_many_streams';
  readonly retryAfter: number;
}

type Opened = { readonly ok: true; readonly value: SessionSubscription } | TooManyStreams;

const stopping = new StoreUnavailable('This instance is stopping');

/** All open streams of this instance. */
export class SessionSubscriptions {
  readonly #deps: SessionSubscriptionsOptions;
  readonly #rechecks: RecheckQueue;
  readonly #readings = new WorkQueue(readingsAtOnce);
  readonly #streamDeps: SubscriptionDeps;
  readonly #feeds = new Map<number, UserFeed<SessionSubscription>>();
  /** How many streams are open from each network. */
  readonly #networks = new Map<string, number>();
  #size = 0;
  #isClosed = false;

  constructor(deps: SessionSubscriptionsOptions) {
    this.#deps = deps;
    this.#rechecks = new RecheckQueue(deps.recheck);
    const { clock, timing, isTrusted, explain } = deps;
    this.#streamDeps = {
      clock,
      timing,
      isTrusted,
      recheck: (subscription) => this.#rechecks.run([subscription], false),
      // Many sessions may end at one moment, and each end is looked up in the history.
      explain: async (refused) => ({ ...refused, explained: await this.#readings.run(() => explain(refused)) }),
      onClose: (subscription) => this.#onClose(subscription),
    };
  }

  /** How many streams are open. */
  get size(): number {
    return this.#size;
  }

  /**
   * Opens a stream for the holder of a session, from an address. Refused where the user, or the network of the address, has
   * as many as the limits allow. It has to be closed, by `close` or by iterating to its end.
   */
  open(principal: Principal, address: string | null): Opened {
    const { limits } = this.#deps;
    const network = networksOf(address).narrow;
    const fromNetwork = this.#networks.get(network) ?? 0;
    const userId = principal.user.id;
    const ofUser = this.#feeds.get(userId)?.streams.size ?? 0;
    if (ofUser >= limits.perUser || fromNetwork >= limits.perAddress) {
      return { ok: false, code: 'too_many_streams', retryAfter };
    }
    this.#networks.set(network, fromNetwork + 1);
    this.#size += 1;
    const subscription = new SessionSubscription(principal, network, this.#feed(userId), this.#streamDeps);
    if (this.#isClosed) subscription.fail(stopping);
    return { ok: true, value: subscription };
  }

  /** Sessions of these users were used: their lists are worth a reading, and no session is in doubt. */
  notice(userIds: Iterable<number>): void {
    for (const id of userIds) this.#feeds.get(id)?.invalidate();
  }

  /** Something was changed. Resolves when every stream that it concerns has asked whether its own session still lives. */
  async recheck(change: Change): Promise<void> {
    const feeds = change === 'everyone' ? this.#feeds.values() : change.flatMap((id) => this.#feeds.get(id) ?? []);
    const concerned: SessionSubscription[] = [];
    for (const feed of feeds) {
      feed.invalidate();
      concerned.push(...feed.streams);
    }
    await this.#rechecks.run(concerned, change !== 'everyone');
  }

  /** Ends all streams that are open or will be: their clients connect to another instance. */
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
