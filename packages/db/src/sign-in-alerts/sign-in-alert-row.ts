import type { ExpiryCutoff } from '@latchkey/sessions/sessions/session-store';
import type { OpenAlert, SignInAlert } from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import { Prisma } from '../generated/client.ts';
import { live } from '../sql/live.ts';
import type { Columns, RowOf } from '../sql/rows.ts';

/** An alert. `alertSelection` selects them. */
export const alertColumns = {
  id: 'bigint',
  cause: 'alert_cause',
  userId: 'bigint',
  sessionId: 'bigint',
  deviceId: 'bigint',
  label: 'text?',
  userAgent: 'text',
  clientLabel: 'text?',
  ip: 'text?',
  createdAt: 'timestamp with time zone',
  methods: 'text[]?',
} as const satisfies Columns;

/** From a table called `alert`. */
export const alertSelection = Prisma.sql`
  alert.id, alert.cause, alert.user_id AS "userId", alert.session_id AS "sessionId", alert.device_id AS "deviceId",
  (SELECT label FROM devices WHERE devices.id = alert.device_id) AS "label", alert.user_agent AS "userAgent",
  alert.client_label AS "clientLabel", alert.ip, alert.created_at AS "createdAt",
  (SELECT COALESCE(sign_in_methods, methods) FROM sessions WHERE sessions.id = alert.session_id) AS "methods"`;

/** An alert as the account's owner answers it. `openAlertSelection` selects them. */
export const openAlertColumns = {
  ...alertColumns,
  isBrowser: 'boolean',
  answeredAt: 'timestamp with time zone?',
  isLive: 'boolean',
  answererUserAgent: 'text?',
  answererClientLabel: 'text?',
  answererLabel: 'text?',
} as const satisfies Columns;

/** From `openAlertTables`. */
export const openAlertSelection = (cutoff: ExpiryCutoff): Prisma.Sql => Prisma.sql`
  ${alertSelection}, alert.is_browser AS "isBrowser", alert.answered_at AS "answeredAt",
  EXISTS (SELECT 1 FROM sessions WHERE device_id = alert.device_id AND ${live(cutoff)}) AS "isLive",
  answerer.user_agent AS "answererUserAgent", answerer.client_label AS "answererClientLabel",
  answering_device.label AS "answererLabel"`;

export const openAlertTables = Prisma.sql`
  sign_in_alerts AS alert
  LEFT JOIN sessions AS answerer ON answerer.id = alert.answered_in AND answerer.user_id = alert.user_id
  LEFT JOIN devices AS answering_device ON answering_device.id = answerer.device_id`;

export function toAlert(row: RowOf<typeof alertColumns>): SignInAlert {
  const { id, cause, userId, sessionId, deviceId, label, userAgent, clientLabel, ip, createdAt, methods } = row;
  return {
    id,
    cause,
    userId,
    sessionId,
    deviceId,
    label,
    userAgent: capUserAgent(userAgent),
    clientLabel,
    ip,
    createdAt,
    methods,
  };
}

export function toOpenAlert(row: RowOf<typeof openAlertColumns>): OpenAlert {
  const { isLive, answeredAt: at, answererUserAgent, answererLabel: label, answererClientLabel: clientLabel } = row;
  const by = answererUserAgent === null ? null : { userAgent: capUserAgent(answererUserAgent), label, clientLabel };
  return { ...toAlert(row), isLive, confirmed: at && { at, by } };
}
