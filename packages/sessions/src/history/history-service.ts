import type { AuthFailure } from '../tokens/authenticator.ts';
import { z } from 'zod';
import { type AccountsRule, hasPassword } from '../applications/host-application.ts';
import { describeMethods, signInMethodSchema } from '../sessions/sign-in-method.ts';
import { type DeviceView, deviceView, deviceViewSchema } from '../devices/device-view.ts';
import { type Locations, locationSchema } from '../geo/location.ts';
import type { Principal } from '../sessions/principal.ts';
import { type EndReason, type SessionEnd, endReasons } from '../sessions/session.ts';
import { type EventPage, type SessionEvent, type SessionEventStore, eventKinds } from './session-event.ts';

/** An event for its user. */
const historyEntrySchema = deviceViewSchema.extend({
  id: z.number(),
  kind: z.enum(eventKinds),
  at: z.date(),
  sessionId: z.number().nullable(),
  sessionCreatedAt: z.date().nullable(),
  deviceId: z.number().nullable(),
  endReason: z.enum(endReasons).nullable(),
  actorSessionId: z.number().nullable(),
  /** The device that caused the event, where that is another one and not purged. */
  actor: deviceViewSchema.nullable(),
  ip: z.string().nullable(),
  /** How the user proved who they are, at a sign-in or a step-up, where that is known. */
  methods: z.array(signInMethodSchema).nullable(),
  location: locationSchema,
});
type HistoryEntry = Readonly<z.infer<typeof historyEntrySchema>>;

/** A page of history, newest first. `next` is the `before` of the next page, or null after the last one. */
export const historyPageSchema = z.object({ entries: z.array(historyEntrySchema), next: z.number().nullable() });
export type HistoryPage = Readonly<z.infer<typeof historyPageSchema>>;

/** How a session ended, as it is answered to a client that still has its token. */
export interface ExplainedEnd extends SessionEnd {
  /** When the session signed in, or null where the page ended it itself. */
  readonly sessionCreatedAt: Date | null;
  /** The device that ended the session, where that is another one and not purged. */
  readonly by: DeviceView | null;
  /** Whether the account has a password here, and is not a user of an application. */
  readonly hasPassword: boolean;
}

/**
 * Whether another device of the user can cause an end of this reason. A new reason does not compile without an entry.
 */
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

interface Deps {
  readonly store: SessionEventStore;
  readonly locations: Locations;
  readonly accounts: AccountsRule;
}

/** The history of an account: sign-ins, failed ones, ends with their reasons, step-ups, renames. */
export class HistoryService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The user's history, newest first. */
  async list({ user }: Principal, page: EventPage): Promise<HistoryPage> {
    const { limit } = page;
    const events = await this.#deps.store.list(user.id, { ...page, limit: limit + 1 });
    const entries = events.slice(0, limit).map((event) => entryOf(event, this.#deps.locations));
    return { entries, next: events.length > limit ? (entries.at(-1)?.id ?? null) : null };
  }

  /** How the session of a token ended. Null where the token never was one of a session. */
  async explain({ ended }: AuthFailure): Promise<ExplainedEnd | null> {
    if (ended === null) return null;
    const { end, session, user } = ended;
    const actor = mayHaveActor[end.reason]
      ? await this.#deps.store.findActor({ id: session.id, userId: session.userId, endedAt: end.at })
      : null;
    return {
      ...end,
      sessionCreatedAt: session.createdAt,
      by: actor && deviceView(actor),
      hasPassword: hasPassword(this.#deps.accounts, user),
    };
  }
}

function entryOf({ userAgent, label, clientLabel, actor, ...event }: SessionEvent, locations: Locations): HistoryEntry {
  return {
    ...event,
    ...deviceView({ userAgent, label, clientLabel }),
    actor: actor && deviceView(actor),
    location: locations.of(event.ip),
    methods: event.methods && describeMethods(event.methods),
  };
}
