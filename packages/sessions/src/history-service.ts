import { type DeviceDescription, describeDevice } from './device-description.ts';
import type { Principal } from './principal.ts';
import type { SessionEvent, SessionEventStore } from './session-event.ts';

/** An event as its owner sees it. */
export interface HistoryEntry extends Omit<SessionEvent, 'userAgent'> {
  readonly device: DeviceDescription;
}

/** A page of history, and where the next one begins, or null where there is none. */
export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  readonly next: number | null;
}

/** What happened to an account: sign-ins, failed ones, ends with their reasons, step-ups, renames. */
export class HistoryService {
  readonly #store: SessionEventStore;

  constructor({ store }: { readonly store: SessionEventStore }) {
    this.#store = store;
  }

  /** The user's history, newest first: at most `limit` entries, older than the one with the id `before`. */
  async list(
    { user }: Principal,
    { before, limit }: { readonly before: number | null; readonly limit: number },
  ): Promise<HistoryPage> {
    const events = await this.#store.list(user.id, { before, limit: limit + 1 });
    const entries = events.slice(0, limit).map(({ userAgent, ...event }) => ({
      ...event,
      device: describeDevice(userAgent),
    }));
    return { entries, next: events.length > limit ? (entries.at(-1)?.id ?? null) : null };
  }
}
