import type { Clock } from '../clock.ts';
import {
  type ArrivedDelivery,
  type ClaimedDelivery,
  type DeliveryAttempt,
  type DeliveryStore,
  claimLease,
  failuresUntilProbing,
  mostDeliveryTries,
  pausedAfter,
  probePause,
  retryPause,
} from './delivery.ts';
import type { ActiveEndpoint, EndpointStore, SigningEndpoint } from './endpoint.ts';
import type { EventFeedStore, OutgoingEvent } from './outgoing-event.ts';

/** Sends one event to one endpoint. */
export interface Courier {
  /** Never rejects: a failure is an attempt with `isDelivered: false`. */
  send(endpoint: SigningEndpoint, event: OutgoingEvent, signal: AbortSignal): Promise<DeliveryAttempt>;
}

/** Events in one transaction at most. The fewer, the shorter it keeps the database busy at a time. */
const publishedAtOnce = 200;

/** Requests to one endpoint at once, from one instance. */
const slots = 32;

export type DeliveryOutcome = 'delivered' | 'failed' | 'given_up' | 'paused';

interface Deps {
  readonly feed: Pick<EventFeedStore, 'publish'>;
  readonly endpoints: Pick<EndpointStore, 'active'>;
  readonly deliveries: Pick<DeliveryStore, 'claim' | 'settle' | 'fail'>;
  readonly courier: Courier;
  readonly clock: Clock;
  /** Resolves in a later turn of the event loop, so that other work of the process runs in between. */
  readonly turn: () => Promise<void>;
  /** Resolves after some milliseconds, in which more answers arrive that are then recorded together. */
  readonly pause: () => Promise<void>;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Called after each try. */
  readonly onDelivery?: (outcome: DeliveryOutcome, endpointId: number, attempt: DeliveryAttempt) => void;
  /** Called when the database has failed while an endpoint was served. */
  readonly onFailure?: (error: unknown) => void;
}

/**
 * Publishes the events of the history, and delivers them to every endpoint, each at least once. Several workers may run at
 * once, in many processes: each sends what it has claimed. Every endpoint is served on its own, so that none waits for
 * another that is slow.
 */
export class DeliveryWorker {
  readonly #deps: Deps;
  readonly #serving = new Map<number, { readonly service: EndpointService; readonly done: Promise<void> }>();
  #wake: PromiseWithResolvers = withResolvers();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Publishes committed events, and starts to serve every endpoint that is not being served. Endpoints that are being served get
   * their new settings, because with steady events an endpoint is served without a pause. Resolves before the deliveries are done,
   * with whether it published any event.
   */
  async run(signal: AbortSignal): Promise<boolean> {
    const { feed, endpoints, clock } = this.#deps;
    let [published, hasPublished] = [publishedAtOnce, false];
    while (!signal.aborted && published === publishedAtOnce) {
      published = await feed.publish(clock(), publishedAtOnce);
      hasPublished ||= published > 0;
    }
    if (signal.aborted) return hasPublished;
    const active = new Map((await endpoints.active(clock())).map((endpoint) => [endpoint.id, endpoint]));
    for (const [id, { service }] of this.#serving) service.update(active.get(id) ?? null);
    for (const endpoint of active.values()) {
      if (!this.#serving.has(endpoint.id)) this.#start(endpoint, signal);
    }
    // Endpoints that wait for answers claim new deliveries too.
    this.#wake.resolve();
    this.#wake = withResolvers();
    return hasPublished;
  }

  /** Resolves when no endpoint is being served. */
  async idle(): Promise<void> {
    await Promise.all(Array.from(this.#serving.values(), ({ done }) => done));
  }

  #start(endpoint: ActiveEndpoint, signal: AbortSignal): void {
    const service = new EndpointService(this.#deps, endpoint, signal);
    const done = this.#serve(endpoint.id, service, signal)
      .catch((error: unknown) => this.#deps.onFailure?.(error))
      .finally(() => this.#serving.delete(endpoint.id));
    this.#serving.set(endpoint.id, { service, done });
  }

  /** Delivers until nothing is due, the endpoint has failed too often, or the signal aborts. */
  async #serve(endpointId: number, service: EndpointService, signal: AbortSignal): Promise<void> {
    const { deliveries, clock, turn } = this.#deps;
    for (;;) {
      const wake = this.#wake.promise;
      const now = clock();
      const free = signal.aborted ? 0 : service.free;
      const until = new Date(now.getTime() + claimLease);
      const claimed = free > 0 ? await deliveries.claim(endpointId, { now, until, limit: free }) : [];
      for (const delivery of claimed) {
        service.send(delivery);
        await turn();
      }
      if (service.isIdle) return;
      await service.settleNext(wake);
    }
  }
}

/** The requests to one endpoint while it is served. */
class EndpointService {
  readonly #deps: Deps;
  #endpoint: SigningEndpoint;
  readonly #signal: AbortSignal;
  readonly #inFlight = new Set<Promise<void>>();
  #arrived: ArrivedDelivery[] = [];
  /** Failures in a row. */
  #failures: number;
  #failingSince: Date | null;
  #isStopped = false;

  constructor(deps: Deps, endpoint: ActiveEndpoint, signal: AbortSignal) {
    this.#deps = deps;
    this.#endpoint = endpoint;
    this.#signal = signal;
    this.#failures = endpoint.failures;
    this.#failingSince = endpoint.failingSince;
  }

  /** Replaces the URL and the secrets for the next deliveries. Null, where the endpoint is paused or deleted: sends no more. */
  update(endpoint: SigningEndpoint | null): void {
    if (endpoint === null) {
      this.#isStopped = true;
      return;
    }
    if (endpoint.url !== this.#endpoint.url) {
      this.#failures = 0;
      this.#failingSince = null;
      this.#isStopped = false;
    }
    this.#endpoint = endpoint;
  }

  /** How many more deliveries may be sent now. One at a time while the endpoint is down. */
  get free(): number {
    if (this.#isStopped) return 0;
    return (this.#failures >= failuresUntilProbing ? 1 : slots) - this.#inFlight.size;
  }

  get isIdle(): boolean {
    return this.#inFlight.size === 0 && this.#arrived.length === 0;
  }

  send(delivery: ClaimedDelivery): void {
    const sent = this.#try(delivery)
      .catch((error: unknown) => this.#deps.onFailure?.(error))
      .finally(() => this.#inFlight.delete(sent));
    this.#inFlight.add(sent);
  }

  /**
   * Waits for an answer or for `wake`, and for answers that follow soon, and then records all deliveries that have arrived,
   * in one statement: each statement costs the process more than a request.
   */
  async settleNext(wake: Promise<void>): Promise<void> {
    if (this.#arrived.length === 0) await Promise.race([wake, ...this.#inFlight]);
    if (this.#inFlight.size > 0) await Promise.race([this.#deps.pause(), Promise.all(this.#inFlight)]);
    const arrived = this.#arrived.splice(0);
    if (arrived.length === 0) return;
    await this.#deps.deliveries.settle(this.#endpoint.id, arrived, this.#deps.clock());
  }

  async #try(delivery: ClaimedDelivery): Promise<void> {
    const { courier, onDelivery } = this.#deps;
    const endpoint = this.#endpoint;
    const attempt = await courier.send(endpoint, delivery.event, this.#signal);
    if (attempt.isDelivered) {
      this.#failures = 0;
      this.#failingSince = null;
      this.#arrived.push({ id: delivery.id, tries: delivery.tries, status: attempt.status });
      onDelivery?.('delivered', this.#endpoint.id, attempt);
      return;
    }
    // The process is stopping and aborted the request: the event is sent again when the claim has run out.
    if (this.#signal.aborted) return;
    await this.#fail(delivery, attempt, endpoint.url);
  }

  async #fail(delivery: ClaimedDelivery, attempt: DeliveryAttempt, sentTo: string): Promise<void> {
    const { deliveries, clock, random, onDelivery } = this.#deps;
    const now = clock();
    if (sentTo === this.#endpoint.url) {
      this.#failures += 1;
      this.#failingSince ??= now;
    }
    const failingSince = this.#failingSince ?? now;
    const rest = probePause(this.#failures, random());
    if (rest > 0) this.#isStopped = true;
    const isGone = attempt.status === 410;
    const pauses = isGone || now.getTime() - failingSince.getTime() >= pausedAfter;
    // While no delivery arrives, none is given up: the endpoint is paused instead, and its deliveries wait.
    const isGivenUp = delivery.tries >= mostDeliveryTries && this.#failures < failuresUntilProbing;
    const isCounted = await deliveries.fail(this.#endpoint.id, delivery, attempt, {
      now,
      sentTo,
      dueAt: isGivenUp ? null : after(now, retryPause(delivery.tries, random(), attempt.retryAfter)),
      endpointRetryAt: rest > 0 ? after(now, rest) : null,
      pauses,
    });
    // Another URL is known to this service only from the next run on. Until then it would send to the former one.
    if (isCounted ? pauses : sentTo === this.#endpoint.url) this.#isStopped = true;
    // A failure at a former address neither pauses the endpoint nor gives the delivery up.
    const outcome = !isCounted ? 'failed' : pauses ? 'paused' : isGivenUp ? 'given_up' : 'failed';
    onDelivery?.(outcome, this.#endpoint.id, attempt);
  }
}

const after = (moment: Date, milliseconds: number): Date => new Date(moment.getTime() + milliseconds);

interface PromiseWithResolvers {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

/** `Promise.withResolvers`, which Node 20 does not have. */
function withResolvers(): PromiseWithResolvers {
  const resolvers: (() => void)[] = [];
  const promise = new Promise<void>((resolve) => resolvers.push(resolve));
  return {
    promise,
    resolve() {
      for (const resolve of resolvers) resolve();
    },
  };
}
