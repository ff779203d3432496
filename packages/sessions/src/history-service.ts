import type { Refused } from './authenticator.ts';
import { type HistoricDevice, historicDevice } from './historic-device.ts';
import type { Place, Places } from './place.ts';
import type { Principal } from './principal.ts';
import type { EndReason, SessionEnd } from './session.ts';
import type { EventPage, SessionEvent, SessionEventStore } from './session-event.ts';

/** An event as its owner sees it. */
export interface HistoryEntry
  extends Omit<SessionEvent, 'userAgent' | 'deviceName' | 'information' | 'actor'>, HistoricDevice {
  /** The device that did it, where it was another one and is still known. */
  readonly actor: HistoricDevice | null;
  readonly place: Place;
}

/** How a session ended, as the holder of its token is told. */
export interface ExplainedEnd extends SessionEnd {
  /** The device that did it, where it was another one and is still known. */
  readonly by: HistoricDevice | null;
}

/** Whether another device of the user can have ended a session for this reason. A new reason does not compile without. */
const mayHaveActor: Readonly<Record<EndReason, boolean>> = {
  logout: false,
  revoked: true,
  revoked_others: true,
  revoked_all: true,
  reported: false,
  superseded: false,
  limit_reached: true,
  idle: false,
  expired: false,
  password_changed: true,
  account_disabled: false,
  account_deleted: false,
};

/** A page of history, and where the next one begins, or null where there is none. */
export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  readonly next: number | null;
}

/** What happened to an account: sign-ins, failed ones, ends with their reasons, step-ups, renames. */
export class HistoryService {
  readonly #store: SessionEventStore;
  readonly #places: Places;

  constructor({ store, places }: { readonly store: SessionEventStore; readonly places: Places }) {
    this.#store = store;
    this.#places = places;
  }

  /** The user's history, newest first. */
  async list({ user }: Principal, page: EventPage): Promise<HistoryPage> {
    const { limit } = page;
    const events = await this.#store.list(user.id, { ...page, limit: limit + 1 });
    const entries = events.slice(0, limit).map((event) => entryOf(event, this.#places));
    return { entries, next: events.length > limit ? (entries.at(-1)?.id ?? null) : null };
  }

  /** Tells whoever came with a right but dead token how their session ended. Null for any other token. */
  async explain({ ended }: Refused): Promise<ExplainedEnd | null> {
    if (ended === null) return null;
    const { end, session } = ended;
    const actor = mayHaveActor[end.reason] ? await this.#store.findActor({ ...session, endedAt: end.at }) : null;
    return { ...end, by: actor && historicDevice(actor) };
  }
}

function entryOf({ userAgent, deviceName, information, actor, ...event }: SessionEvent, places: Places): HistoryEntry {
  return {
    ...event,
    ...historicDevice({ userAgent, deviceName, information }),
    actor: actor && historicDevice(actor),
    place: places.of(event.address),
  };
}
