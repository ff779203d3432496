import type { SignInAlert } from '@latchkey/sessions/sign-in-alert';
import { capUserAgent } from '@latchkey/sessions/user-agent';
import { Prisma } from './generated/client.ts';
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
  alert.id, alert.user_id AS "userId", alert.session_id AS "sessionId", alert.device_id AS "deviceId",
  (SELECT name FROM devices WHERE devices.id = alert.device_id) AS "deviceName", alert.user_agent AS "userAgent",
  alert.information, alert.address, alert.created_at AS "createdAt"`;

export const toAlert = (row: AlertRow): SignInAlert => ({
  ...row,
  id: fromRowId(row.id),
  userId: fromRowId(row.userId),
  sessionId: fromRowId(row.sessionId),
  deviceId: fromRowId(row.deviceId),
  userAgent: capUserAgent(row.userAgent),
});
