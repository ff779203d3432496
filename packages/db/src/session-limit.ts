import type { LiveAt } from '@latchkey/sessions/session-store';
import { Prisma } from './generated/client.ts';
import { live } from './live.ts';

interface SessionLimit {
  readonly userId: bigint;
  /** Sessions that are not counted, as a condition: those that end for another reason. */
  readonly except: Prisma.Sql;
  /** What the new session's program is known by, or null for a browser. */
  readonly program: string | null;
  readonly perUser: number;
  readonly liveAt: LiveAt;
}

/**
 * Picks the live sessions of a user beyond the limit for their kind, where one more is beginning: a program ends no session of a browser, nor the other
 * way round. Those of the same program go first, so that a program in a loop ends its own. Then go the newest whose device
 * is not confirmed, so that a stranger with many browsers ends their own. Then those that were unused for longest.
 */
export function sessionsBeyondLimit({ userId, except, program, perUser, liveAt }: SessionLimit): Prisma.Sql {
  const inQuestion = Prisma.sql`(devices.confirmed_at IS NULL OR devices.confirmed_at > ${liveAt.now}::timestamptz)`;
  const ofSameProgram = Prisma.sql`COALESCE(devices.program = ${program}::text, FALSE)`;
  return Prisma.sql`id IN (
    SELECT counted.id FROM (SELECT * FROM sessions WHERE user_id = ${userId} AND NOT (${except}) AND ${live(liveAt)}) AS counted
    JOIN devices ON devices.id = counted.device_id
    WHERE devices.token_hash IS ${program === null ? Prisma.sql`NOT NULL` : Prisma.sql`NULL`}
    ORDER BY ${ofSameProgram}, ${inQuestion}, CASE WHEN ${inQuestion} AND NOT ${ofSameProgram} THEN counted.id END,
      counted.last_used_at DESC, counted.id DESC
    OFFSET ${perUser - 1}
  )`;
}
