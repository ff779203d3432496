import { type DeviceDescription, describeDevice } from './device-description.ts';
import type { Place, Places } from './place.ts';
import type { Principal } from './principal.ts';
import type { EventActor, EventPage, SessionEvent, SessionEventStore } from './session-event.ts';

/** A device as its owner sees it in the history. */
export interface HistoricDevice {
  readonly device: DeviceDescription;
  /** What its owner calls it by now, or null. */
  readonly ownersName: string | null;
}

/** An event as its owner sees it. */
export interface HistoryEntry extends Omit<SessionEvent, 'userAgent' | 'deviceName' | 'actor'>, HistoricDevice {
  /** The device that did it, where it was another one and is still known. */
  readonly actor: HistoricDevice | null;
  readonly place: Place;
}

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
}

function entryOf({ userAgent, deviceName, actor, ...event }: SessionEvent, places: Places): HistoryEntry {
  return {
    ...event,
    ...historicDevice({ userAgent, deviceName }),
    actor: actor && historicDevice(actor),
    place: places.of(event.address),
  };
}

const historicDevice = ({ userAgent, deviceName }: EventActor): HistoricDevice => ({
  device: describeDevice(userAgent),
  ownersName: deviceName,
});
