import { Prisma } from './generated/client.ts';

/** Whether nobody is being asked about a device itself: only then may it speak for the owner of its account. */
export const notInQuestion = (
  userId: bigint | null,
  deviceId: bigint | null,
  openSince: Date,
): Prisma.Sql => Prisma.sql`
  NOT EXISTS (
    SELECT 1 FROM sign_in_alerts WHERE user_id = ${userId} AND device_id = ${deviceId}
      AND answer IS NULL AND created_at > ${openSince}::timestamptz
  )`;
