import { type DeviceDescription, describeDevice } from './device-description.ts';
import type { Place, Places } from './place.ts';
import type { UserAgent } from './user-agent.ts';

/** What an owner says of a sign-in from a new device: it was me, or it was not. */
export const alertAnswers = ['confirmed', 'denied'] as const;
export type AlertAnswer = (typeof alertAnswers)[number];

const minute = 60_000;
const day = 24 * 60 * minute;

/** For so long after the sign-in its owner is asked, by the banner and by the link in the mail. In milliseconds. */
export const alertLasts = 7 * day;

/** For so long the link that has said yes can take it back. In milliseconds. */
export const linkTakesBackWithin = 10 * minute;

/** A sign-in from a device that is new to the account: was it you? */
export interface SignInAlert {
  readonly id: number;
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

/** An alert that nobody has answered yet. */
export interface OpenAlert extends SignInAlert {
  /** Whether the device holds a key at this moment. */
  readonly isLive: boolean;
}

/** An alert as its owner sees it. */
export interface ShownAlert extends Pick<SignInAlert, 'id' | 'address' | 'createdAt'> {
  readonly device: DeviceDescription;
  /** What its owner calls the device, or null. */
  readonly ownersName: string | null;
  /** The name that a program gave itself, or null. */
  readonly selfName: string | null;
  readonly place: Place;
}

export const shownAlert = ({ id, address, createdAt, ...alert }: SignInAlert, places: Places): ShownAlert => ({
  id,
  address,
  createdAt,
  device: describeDevice(alert.userAgent),
  ownersName: alert.deviceName,
  selfName: alert.information,
  place: places.of(address),
});

/** An open alert as its owner sees it. */
export interface ShownOpenAlert extends ShownAlert, Pick<OpenAlert, 'sessionId' | 'isLive'> {}

export const shownOpenAlert = ({ isLive, ...alert }: OpenAlert, places: Places): ShownOpenAlert => ({
  ...shownAlert(alert, places),
  sessionId: alert.sessionId,
  isLive,
});
