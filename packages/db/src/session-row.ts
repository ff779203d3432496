import type { Session } from '@latchkey/sessions/session';
import { capUserAgent } from '@latchkey/sessions/user-agent';
import { Prisma } from './generated/client.ts';
import { fromRowId } from './row-id.ts';

/** All but the token's hash, which no answer needs. */
export const sessionColumns = {
  id: true,
  userId: true,
  deviceId: true,
  userAgent: true,
  address: true,
  information: true,
  staysSignedIn: true,
  createdAt: true,
  steppedUpAt: true,
  lastUsedAt: true,
  expiresAt: true,
  endedAt: true,
  endReason: true,
} satisfies Prisma.SessionSelect;

export type SessionRow = Prisma.SessionGetPayload<{ select: typeof sessionColumns }> & {
  readonly deviceName: string | null;
};

/**
 * A row of `sessions JOIN devices`, under the names of `SessionRow`. Prisma would ask for each table in a statement of its
 * own, and between two statements the account may go.
 */
export const sessionRow = Prisma.sql`
  sessions.id, sessions.user_id AS "userId", device_id AS "deviceId", name AS "deviceName", user_agent AS "userAgent",
  address, information, stays_signed_in AS "staysSignedIn", sessions.created_at AS "createdAt",
  stepped_up_at AS "steppedUpAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt", ended_at AS "endedAt",
  end_reason AS "endReason"`;

export function toSession(row: SessionRow): Session {
  return {
    ...row,
    id: fromRowId(row.id),
    userId: fromRowId(row.userId),
    deviceId: fromRowId(row.deviceId),
    userAgent: capUserAgent(row.userAgent),
  };
}
