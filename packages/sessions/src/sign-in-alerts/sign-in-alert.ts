import { z } from 'zod';
import { describeMethods, signInMethodSchema } from '../sessions/sign-in-method.ts';
import { deviceView, deviceViewSchema } from '../devices/device-view.ts';
import { type Locations, locationSchema } from '../geo/location.ts';
import type { EventActor } from '../history/session-event.ts';
import type { UserAgent } from '../devices/user-agent.ts';

/** What an owner says of a sign-in from a new device: it was me, or it was not. */
export const alertAnswers = ['confirmed', 'denied'] as const;
export type AlertAnswer = (typeof alertAnswers)[number];

/** Why an owner is asked: the device is new to the account, or the country is. */
const alertCauses = ['new_device', 'new_country'] as const;
export type AlertCause = (typeof alertCauses)[number];

const day = 24 * 60 * 60_000;

/**
 * How long the mailed link works after the sign-in, in milliseconds, unless a final answer comes before. The page asks
 * for as long as the device has a session.
 */
export const alertLasts = 7 * day;

/** A sign-in from a device or country that is new to the account. */
export interface SignInAlert {
  readonly id: number;
  readonly cause: AlertCause;
  readonly userId: number;
  readonly sessionId: number;
  readonly deviceId: number;
  /** What its owner calls the device by now, or null. */
  readonly label: string | null;
  readonly userAgent: UserAgent;
  readonly clientLabel: string | null;
  readonly ip: string | null;
  readonly createdAt: Date;
  /** The methods of the sign-in, or null where its session is purged. */
  readonly methods: readonly string[] | null;
}

/** A confirmation that is not final: the link of the mail can still deny the sign-in. */
interface ProvisionalConfirmation {
  readonly at: Date;
  /** The device that confirmed, or null for the link of the mail, and for a device that is purged. */
  readonly by: EventActor | null;
}

/** An alert without a final answer. */
export interface OpenAlert extends SignInAlert {
  /** Whether the device has a live session. */
  readonly isLive: boolean;
  readonly confirmed: ProvisionalConfirmation | null;
}

/** An alert as the mail about it shows it. */
const signInAlertViewSchema = deviceViewSchema.extend({
  id: z.number(),
  cause: z.enum(alertCauses),
  ip: z.string().nullable(),
  location: locationSchema,
  createdAt: z.date(),
  /**
   * How the user proved who they are at the sign-in. Empty where an application says only that it has signed them in, and
   * null where that is no longer known.
   */
  signedInWith: z.array(signInMethodSchema).nullable(),
});
export type SignInAlertView = Readonly<z.infer<typeof signInAlertViewSchema>>;

export const signInAlertView = (alert: SignInAlert, locations: Locations): SignInAlertView => ({
  id: alert.id,
  cause: alert.cause,
  ip: alert.ip,
  createdAt: alert.createdAt,
  signedInWith: alert.methods && describeMethods(alert.methods),
  ...deviceView(alert),
  location: locations.of(alert.ip),
});

/** An alert without a final answer, as its owner sees it on the page. */
export const openAlertViewSchema = signInAlertViewSchema.extend({
  sessionId: z.number(),
  /** Whether the device has a live session. */
  isLive: z.boolean(),
  /** A confirmation that the link of the mail can still revoke, and the device that gave it where that is known. */
  confirmed: z.object({ at: z.date(), by: deviceViewSchema.nullable() }).nullable(),
});
export type OpenAlertView = Readonly<z.infer<typeof openAlertViewSchema>>;

export const openAlertView = ({ isLive, confirmed, ...alert }: OpenAlert, locations: Locations): OpenAlertView => ({
  ...signInAlertView(alert, locations),
  sessionId: alert.sessionId,
  isLive,
  confirmed: confirmed && { at: confirmed.at, by: confirmed.by && deviceView(confirmed.by) },
});

/** The alerts that the link of a mail asks about, the newest first, and their account. */
export const linkedAlertsSchema = z.object({
  alerts: z.array(openAlertViewSchema.omit({ sessionId: true })),
  email: z.string(),
  /** Whether that address is verified. Where it is not, its owner can also disown the account. */
  isVerified: z.boolean(),
  /** Whether the account has a password here, and is not a user of an application. */
  hasPassword: z.boolean(),
});
export type LinkedAlerts = Readonly<z.infer<typeof linkedAlertsSchema>>;

/** When alerts were answered, and how many sessions of their devices that ended. */
export const alertOutcomeSchema = z.object({ at: z.date(), ended: z.number() });
export type AlertOutcome = Readonly<z.infer<typeof alertOutcomeSchema>>;
