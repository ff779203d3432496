import type { ArrivedDelivery, ClaimedDelivery, DeliveryAttempt, LoggedDelivery } from './delivery.ts';
import type { ActiveEndpoint, ListedEndpoint, WebhookEndpoint } from './endpoint.ts';
import type { OutgoingEvent } from './outgoing-event.ts';

/** The events of the history in the order of their positions. */
export interface EventFeedStore {
  /**
   * Gives up to `limit` committed events their position, and writes a delivery of each for every endpoint that wants
   * it, in one transaction. Returns how many events it published: 0 also while another process publishes. Events of
   * one user keep their order.
   */
  publish(now: Date, limit: number): Promise<number>;
  /** Events after a position, in order. No event with a lower position can appear later. */
  read(after: number, limit: number): Promise<OutgoingEvent[]>;
  /** The position of the last published event, or 0. */
  lastPosition(): Promise<number>;
}

export interface NewEndpoint extends Omit<WebhookEndpoint, 'id'> {
  readonly secret: string;
  readonly createdAt: Date;
}

/** Stores endpoints. */
export interface EndpointStore {
  /** Stores an endpoint unless there are `most`. Returns its id, or null. It receives events from then on. */
  create(endpoint: NewEndpoint, most: number): Promise<number | null>;
  /** All endpoints by id. */
  list(): Promise<ListedEndpoint[]>;
  /** The endpoints that may be sent to now. */
  active(now: Date): Promise<ActiveEndpoint[]>;
  /** Changes the URL, and makes waiting deliveries due. Returns whether the endpoint exists. */
  move(id: number, url: string, now: Date): Promise<boolean>;
  /** Replaces the secret. The former one signs too until `previousUntil`. Returns whether the endpoint exists. */
  rotate(id: number, secret: string, previousUntil: Date): Promise<boolean>;
  /** Ends a pause, and makes all waiting deliveries due. Returns whether the endpoint exists. */
  resume(id: number, now: Date): Promise<boolean>;
  /** Removes an endpoint. Housekeeping deletes its deliveries. Returns whether it existed. */
  remove(id: number): Promise<boolean>;
}

/** When a failed delivery and its endpoint are retried. */
export interface Retry {
  /** Null if the delivery is given up. */
  readonly dueAt: Date | null;
  readonly endpointRetryAt: Date | null;
  /** Whether the endpoint is paused until it is resumed. */
  readonly pauses: boolean;
}

/** Stores deliveries. */
export interface DeliveryStore {
  /**
   * Claims up to `limit` due deliveries of an endpoint until the given time: of each user the earliest unfinished
   * one, so that no event of a user overtakes another.
   */
  claim(endpointId: number, claim: { now: Date; until: Date; limit: number }): Promise<ClaimedDelivery[]>;
  /** Records deliveries that arrived, except those that were claimed again meanwhile. */
  settle(endpointId: number, arrived: readonly ArrivedDelivery[], now: Date): Promise<void>;
  /**
   * Records a failed try of a delivery and of its endpoint, unless the delivery was claimed again meanwhile. `sentTo`: the URL. Returns
   * false if the endpoint has another URL by now: the failure says nothing about that one, and the delivery is due at once.
   */
  fail(
    endpointId: number,
    delivery: ClaimedDelivery,
    attempt: DeliveryAttempt,
    retry: Retry & { readonly now: Date; readonly sentTo: string },
  ): Promise<boolean>;
  /** At most `limit` deliveries of an endpoint before a delivery, newest first. */
  log(endpointId: number, page: { before: number | null; limit: number }): Promise<LoggedDelivery[]>;
  /**
   * Sends the event of a finished delivery again, as a new delivery. Returns its id, or null if the delivery is
   * unfinished or its event was purged.
   */
  resend(id: number, now: Date): Promise<number | null>;
}
