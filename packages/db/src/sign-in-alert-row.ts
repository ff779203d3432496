import type { LiveAt } from '@latchkey/sessions/session-store';
import type { OpenAlert, SignInAlert } from '@latchkey/sessions/sign-in-alert';
import { capUserAgent } from '@latchkey/sessions/user-agent';
import { Prisma } from './generated/client.ts';
import { live } from './live.ts';
import { fromRowId } from './row-id.ts';

export type AlertRow = Omit<SignInAlert, 'id' | 'userId' | 'sessionId' | 'deviceId' | 'userAgent'> & {
  readonly id: bigint;
  readonly userId: bigint;
  readonly sessionId: bigint;
  readonly deviceId: bigint;
  readonly userAgent: string;
};

/** The columns of an `AlertRow`, from a table called `alert`. */
export const alertColumns = Prisma.sql`
  alert.id, alert.cause, alert.user_id AS "userId", alert.session_id AS "sessionId", alert.device_id AS "deviceId",
  (SELECT name FROM devices WHERE devices.id = alert.device_id) AS "deviceName", alert.user_agent AS "userAgent",
  alert.information, alert.address, alert.created_at AS "createdAt"`;

export const toAlert = ({
  id,
  cause,
  userId,
  sessionId,
  deviceId,
  deviceName,
  userAgent,
  information,
  address,
  createdAt,
}: AlertRow): SignInAlert => ({
  id: fromRowId(id),
  cause,
  userId: fromRowId(userId),
  sessionId: fromRowId(sessionId),
  deviceId: fromRowId(deviceId),
  deviceName,
  userAgent: capUserAgent(userAgent),
  information,
  address,
  createdAt,
});

export type OpenAlertRow = AlertRow & {
  readonly isBrowser: boolean;
  readonly isLive: boolean;
  readonly answeredAt: Date | null;
  readonly answererUserAgent: string | null;
  readonly answererName: string | null;
  readonly answererInformation: string | null;
};

/** The columns of an `OpenAlertRow`, from `openAlertTables`. */
export const openAlertColumns = (liveAt: LiveAt): Prisma.Sql => Prisma.sql`
  ${alertColumns}, alert.is_browser AS "isBrowser", alert.answered_at AS "answeredAt",
  EXISTS (SELECT 1 FROM sessions WHERE device_id = alert.device_id AND ${live(liveAt)}) AS "isLive",
  answerer.user_agent AS "answererUserAgent", answerer.information AS "answererInformation",
  answering_device.name AS "answererName"`;

export const openAlertTables = Prisma.sql`
  sign_in_alerts AS alert
  LEFT JOIN sessions AS answerer ON answerer.id = alert.answered_in AND answerer.user_id = alert.user_id
  LEFT JOIN devices AS answering_device ON answering_device.id = answerer.device_id`;

export function toOpenAlert(row: OpenAlertRow): OpenAlert {
  const { isLive, answeredAt: at, answererUserAgent, answererName: deviceName, answererInformation: information } = row;
  const by =
    answererUserAgent === null ? null : { userAgent: capUserAgent(answererUserAgent), deviceName, information };
  return { ...toAlert(row), isLive, confirmed: at && { at, by } };
}
