import type { ExpiryCutoff } from '@latchkey/sessions/sessions/session-store';
import type { DeviceTokenHash } from '@latchkey/sessions/tokens/device-token';
import { toBytes } from '../sql/bytes.ts';
import { Prisma } from '../generated/client.ts';
import { live } from '../sql/live.ts';

interface CountedSessions {
  readonly userId: bigint;
  readonly isBrowser: boolean;
  readonly cutoff: ExpiryCutoff;
}

interface SessionLimit {
  readonly userId: bigint;
  /** Sessions that are not counted, as a condition: those that end for another reason. */
  readonly except: Prisma.Sql;
  /** The identity of the new session's program, or null for a browser. */
  readonly program: string | null;
  /** How many sessions are allowed, the new one included. */
  readonly max: Prisma.Sql;
  readonly cutoff: ExpiryCutoff;
}

/** The live sessions of a user in browsers or in programs (`counted`), with their devices. */
const countedSessions = ({ userId, isBrowser, cutoff }: CountedSessions, except: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (SELECT * FROM sessions WHERE user_id = ${userId} AND NOT (${except}) AND ${live(cutoff)}) AS counted
  JOIN devices ON devices.id = counted.device_id AND devices.token_hash IS ${isBrowser ? Prisma.sql`NOT NULL` : Prisma.sql`NULL`}`;

/** How many live sessions of a kind a user has, without those of the browser that signs in, which the new one replaces. */
export function sessionCount(of: CountedSessions, deviceTokenHash: DeviceTokenHash | null): Prisma.Sql {
  const ofOthers =
    deviceTokenHash === null ? Prisma.sql`TRUE` : Prisma.sql`devices.token_hash <> ${toBytes(deviceTokenHash)}`;
  return Prisma.sql`(SELECT count(*) FROM ${countedSessions(of, Prisma.sql`FALSE`)} WHERE ${ofOthers})`;
}

/**
 * Selects the live sessions of a user that exceed the limit once a new one begins. Browsers and programs are counted
 * separately. They end in this order:
 * 1. sessions of the same program, so that a program in a loop ends its own;
 * 2. the newest whose device is not confirmed, so that an attacker with many browsers ends their own;
 * 3. the ones that were unused for longest.
 */
export function sessionsBeyondLimit({ userId, except, program, max, cutoff }: SessionLimit): Prisma.Sql {
  const inQuestion = Prisma.sql`(devices.confirmed_at IS NULL OR devices.confirmed_at > ${cutoff.now}::timestamptz)`;
  const ofSameProgram = Prisma.sql`COALESCE(devices.program = ${program}::text, FALSE)`;
  return Prisma.sql`id IN (
    SELECT counted.id FROM ${countedSessions({ userId, isBrowser: program === null, cutoff }, except)}
    ORDER BY ${ofSameProgram}, ${inQuestion}, CASE WHEN ${inQuestion} AND NOT ${ofSameProgram} THEN counted.id END,
      counted.last_used_at DESC, counted.id DESC
    OFFSET ${max} - 1
  )`;
}
