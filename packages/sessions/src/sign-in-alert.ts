import { type DeviceDescription, describeDevice } from './device-description.ts';
import { harmlessName } from './given-name.ts';
import { type HistoricDevice, historicDevice } from './historic-device.ts';
import type { Place, Places } from './place.ts';
import type { EventActor } from './session-event.ts';
import type { UserAgent } from './user-agent.ts';

/** What an owner says of a sign-in from a new device: it was me, or it was not. */
export const alertAnswers = ['confirmed', 'denied'] as const;
export type AlertAnswer = (typeof alertAnswers)[number];

/** Why an owner is asked: the device is new to the account, or the country is. */
export const alertCauses = ['new_device', 'new_country'] as const;
export type AlertCause = (typeof alertCauses)[number];

const day = 24 * 60 * 60_000;

/**
 * For so long after the sign-in the link in the mail works, in milliseconds, until an answer is final. The banner goes on
 * asking for as long as the device has a session.
 */
export const alertLasts = 7 * day;

/** A sign-in from a device or a country that is new to the account: was it you? */
export interface SignInAlert {
  readonly id: number;
  readonly cause: AlertCause;
  readonly userId: number;
  readonly sessionId: number;
  readonly deviceId: number;
  /** What its owner calls the device by now, or null. */
  readonly deviceName: string | null;
  readonly userAgent: UserAgent;
  readonly information: string | null;
  readonly address: string | null;
  readonly createdAt: Date;
}

/** A yes that is not final: the link of the mail can still say no. */
export interface ProvisionalYes<Device> {
  readonly at: Date;
  /** The device that said it, or null for the link of the mail, and for a device that is purged. */
  readonly by: Device | null;
}

/** An alert without a final answer. */
export interface OpenAlert extends SignInAlert {
  /** Whether the device holds a key at this moment. */
  readonly isLive: boolean;
  readonly confirmed: ProvisionalYes<EventActor> | null;
}

/** An alert as its owner sees it. */
export interface ShownAlert extends Pick<SignInAlert, 'id' | 'cause' | 'address' | 'createdAt'> {
  readonly device: DeviceDescription;
  /** What its owner calls the device, or null. */
  readonly ownersName: string | null;
  /** The name that a program gave itself, or null. */
  readonly selfName: string | null;
  readonly place: Place;
}

export const shownAlert = ({ id, cause, address, createdAt, ...alert }: SignInAlert, places: Places): ShownAlert => ({
  id,
  cause,
  address,
  createdAt,
  device: describeDevice(alert.userAgent),
  ownersName: harmlessName(alert.deviceName),
  selfName: harmlessName(alert.information),
  place: places.of(address),
});

/** An open alert as its owner sees it. */
export interface ShownOpenAlert extends ShownAlert, Pick<OpenAlert, 'sessionId' | 'isLive'> {
  readonly confirmed: ProvisionalYes<HistoricDevice> | null;
}

export const shownOpenAlert = ({ isLive, confirmed, ...alert }: OpenAlert, places: Places): ShownOpenAlert => ({
  ...shownAlert(alert, places),
  sessionId: alert.sessionId,
  isLive,
  confirmed: confirmed && { at: confirmed.at, by: confirmed.by && historicDevice(confirmed.by) },
});
