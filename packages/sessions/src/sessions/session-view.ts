import { z } from 'zod';
import { describeMethods, signInMethodSchema } from './sign-in-method.ts';
import { type StoredDevice, deviceView, deviceViewSchema } from '../devices/device-view.ts';
import { type Location, type Locations, locationSchema } from '../geo/location.ts';
import { countUsedDays } from './active-days.ts';
import { type Session, type SessionActivity, expiryOf } from './session.ts';
import type { SessionLimits } from './session-limits.ts';

/** What the view shows as it is stored. A further column of the list is added here, in `sessionView` and in `session-queries.ts`. */
const storedFieldsSchema = z.object({
  id: z.number(),
  deviceId: z.number(),
  ip: z.string().nullable(),
  createdAt: z.date(),
  lastUsedAt: z.date(),
  /** Bit i stands for the UTC day that lies i days before that of `lastUsedAt`. */
  activeDays: z.number(),
  /**
   * The country of the last use as ISO 3166-1 alpha-2. Null where it is unknown: then the location of the sign-in is the best
   * that is known.
   */
  lastCountry: z.string().nullable(),
  /** Whether the session outlives the browser's window. */
  rememberMe: z.boolean(),
  /** Whether its token is accepted only with a proof of the device's key. */
  isBound: z.boolean(),
});

/** A session as its owner sees it. */
export const sessionViewSchema = deviceViewSchema.extend({
  ...storedFieldsSchema.shape,
  location: locationSchema,
  /** How its user proved who they are at the sign-in. Empty where an application says only that it has signed them in. */
  signedInWith: z.array(signInMethodSchema),
  /** Whether the country of the last use is neither that of the sign-in nor one that the account knows. */
  isNewCountry: z.boolean(),
  /** On how many days it was used, as far as `activeDays` reaches. The day of the sign-in counts even where it lies before. */
  usedDays: z.number(),
  /** When the session expires if it is not used again. */
  expiresAt: z.date(),
  /** Whether using the session postpones `expiresAt`. */
  expiresUnlessUsed: z.boolean(),
  isCurrent: z.boolean(),
  /** Whether the owner has confirmed the device, or signed up on it. */
  isConfirmed: z.boolean(),
});
export type SessionView = Readonly<z.infer<typeof sessionViewSchema>>;

/** The row of a live session in a list: exactly what its view needs. */
export type SessionSummary = Readonly<z.infer<typeof storedFieldsSchema>> &
  StoredDevice &
  Pick<Session, 'confirmedAt' | 'idleLimit' | 'absoluteExpiresAt'> & {
    /** The countries that the account knows, with spaces between. Null before its first sign-in from a known country. */
    readonly knownCountries: string | null;
    /** The methods of the sign-in, with spaces between. */
    readonly signInMethods: string;
  };

/** Builds the view, not marked as the current one. The last use is a parameter, as in `endOf`. */
export function sessionView(
  session: SessionSummary,
  activity: SessionActivity,
  limits: SessionLimits,
  locations: Locations,
): SessionView {
  const { userAgent, label, clientLabel, confirmedAt, signInMethods } = session;
  const location = locations.of(session.ip);
  const device = deviceView({ userAgent, label, clientLabel });
  const used = viewOfActivity(session, activity, limits, location);
  // Field by field, because an object of all these fields takes 20 times as long to build from spreads.
  return {
    id: session.id,
    deviceId: session.deviceId,
    ip: session.ip,
    createdAt: session.createdAt,
    lastUsedAt: used.lastUsedAt,
    activeDays: used.activeDays,
    lastCountry: used.lastCountry,
    rememberMe: session.rememberMe,
    isBound: session.isBound,
    device: device.device,
    label: device.label,
    clientLabel: device.clientLabel,
    location,
    signedInWith: describeMethods(signInMethods.split(' ')),
    isNewCountry: used.isNewCountry,
    usedDays: used.usedDays,
    expiresAt: used.expiresAt,
    expiresUnlessUsed: used.expiresUnlessUsed,
    isCurrent: false,
    isConfirmed: confirmedAt !== null,
  };
}

/** The view after another use of the session, which is much cheaper than a new one. */
export const viewAfterUse = (
  view: SessionView,
  session: SessionSummary,
  activity: SessionActivity,
  limits: SessionLimits,
): SessionView => ({ ...view, ...viewOfActivity(session, activity, limits, view.location) });

/** The fields of a view that a use of the session changes. */
function viewOfActivity(
  session: SessionSummary,
  { lastUsedAt, activeDays, lastCountry }: SessionActivity,
  limits: SessionLimits,
  location: Location,
) {
  const { knownCountries, createdAt } = session;
  const expiry = expiryOf(session, lastUsedAt.getTime(), limits);
  return {
    lastUsedAt,
    activeDays,
    lastCountry,
    isNewCountry: isNewCountry(lastCountry, knownCountries) && lastCountry !== location.country,
    usedDays: countUsedDays(activeDays, createdAt, lastUsedAt),
    expiresAt: expiry.at,
    expiresUnlessUsed: expiry.reason === 'idle',
  };
}

/** Whether a country is known and not among those that the account knows. No country is new to an account that knows none. */
const isNewCountry = (country: string | null, known: string | null): boolean =>
  country !== null && known !== null && !known.split(' ').includes(country);

/** The view as its own session sees it: marked as the current one if it has this id. */
export const markedCurrent = (view: SessionView, id: number): SessionView =>
  view.id === id ? { ...view, isCurrent: true } : view;

/** Compares sessions by last use, oldest first, then by id. */
export const byLastUse = (one: SessionView, other: SessionView): number =>
  one.lastUsedAt.getTime() - other.lastUsedAt.getTime() || one.id - other.id;
