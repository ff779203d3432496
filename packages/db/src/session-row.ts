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
  activeDays: true,
  expiresAt: true,
  endedAt: true,
  endReason: true,
} satisfies Prisma.SessionSelect;

export type SessionRow = Prisma.SessionGetPayload<{ select: typeof sessionColumns }> & {
  readonly deviceName: string | null;
  readonly confirmedAt: Date | null;
  readonly idleLimit: number | null;
  readonly bindingSecret: string | null;
};

/** A session that has just begun. */
export function toSession({ bindingSecret, ...row }: SessionRow): Session {
  return {
    ...row,
    binding: bindingSecret === null ? null : { secret: bindingSecret, key: null },
    id: fromRowId(row.id),
    userId: fromRowId(row.userId),
    deviceId: fromRowId(row.deviceId),
    userAgent: capUserAgent(row.userAgent),
  };
}
