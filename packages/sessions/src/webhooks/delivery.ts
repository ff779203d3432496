import { z } from 'zod';
import type { OutgoingEvent } from './outgoing-event.ts';

/** A claimed delivery: no other process sends it before its lease has run out. */
export interface ClaimedDelivery {
  readonly id: number;
  /** How often it was tried, this time included. It also tells a claim from a later one. */
  readonly tries: number;
  readonly event: OutgoingEvent;
}

/** A claimed delivery that has arrived, with the status of the answer. */
export interface ArrivedDelivery extends Pick<ClaimedDelivery, 'id' | 'tries'> {
  readonly status: number | null;
}

/** What became of a try. */
export interface DeliveryAttempt {
  readonly isDelivered: boolean;
  /** The status of the answer, or null where there was none. */
  readonly status: number | null;
  /** Why it failed: a word of ours, never text of the receiver. Null where it did not fail. */
  readonly error: string | null;
  /** How long the receiver asks to wait, in milliseconds. */
  readonly retryAfter?: number;
}

/** A line of the log. */
export const loggedDeliverySchema = z.object({
  id: z.number(),
  eventId: z.number(),
  /** The kind of the event in the history, or null where it was purged. */
  kind: z.string().nullable(),
  createdAt: z.date(),
  /** When it is tried next. Null where it is delivered or given up. */
  dueAt: z.date().nullable(),
  tries: z.number(),
  triedAt: z.date().nullable(),
  deliveredAt: z.date().nullable(),
  /** The status of the last answer. Null before the first, and where there was none. */
  lastStatus: z.number().nullable(),
  /** Why the last try failed. */
  lastError: z.string().nullable(),
});
export type LoggedDelivery = Readonly<z.infer<typeof loggedDeliverySchema>>;

export const deliveryStates = ['delivered', 'waiting', 'given_up'] as const;
type DeliveryState = (typeof deliveryStates)[number];

/** What has become of a delivery. */
export function deliveryState({ deliveredAt, dueAt }: Pick<LoggedDelivery, 'deliveredAt' | 'dueAt'>): DeliveryState {
  if (deliveredAt) return 'delivered';
  return dueAt ? 'waiting' : 'given_up';
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

/** In milliseconds, as all durations here. */
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long a claim lasts: longer than any try, because a try has a shorter timeout. */
export const claimLease = minute;

/** The pauses after each failed try of one delivery. The last one repeats. Together about three days. */
const pauses = [
  5 * second,
  minute,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** The most tries of a delivery while other events of the endpoint arrive. Then it is given up, which the log shows. */
export const mostDeliveryTries = pauses.length + 1;

/** An endpoint is paused when no delivery has arrived for this time. */
export const pausedAfter = 5 * 24 * hour;

/** From this number of failures in a row on, an endpoint gets one delivery at a time, after ever longer pauses. */
export const failuresUntilProbing = 10;

const longestProbePause = 10 * minute;
const longestRetryAfter = hour;

/**
 * How long a delivery waits after its last failed try. `random`, from 0 to below 1, shortens the pause by up to a fifth, so that
 * deliveries that failed together are not all sent again at the same moment.
 */
export function retryPause(tries: number, random: number, retryAfter = 0): number {
  const pause = pauses[Math.min(tries, pauses.length) - 1] ?? second;
  return Math.max(pause * (1 - random / 5), Math.min(retryAfter, longestRetryAfter));
}

/** How long an endpoint rests after this number of failures in a row, shortened in the same way. 0: not at all. */
export function probePause(failures: number, random: number): number {
  if (failures < failuresUntilProbing) return 0;
  const pause = Math.min(second * 2 ** (failures - failuresUntilProbing), longestProbePause);
  return pause * (1 - random / 5);
}
