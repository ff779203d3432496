import type { LiveAt } from '@latchkey/sessions/session-store';
import { Prisma } from './generated/client.ts';

/** Ended by nobody, not expired, not idle for too long: neither by everybody's limit nor by its owner's. */
export function live({ now, idleSince }: LiveAt): Prisma.Sql {
  return Prisma.sql`
    ended_at IS NULL AND expires_at > ${now}::timestamptz AND last_used_at > ${idleSince}::timestamptz
    AND (idle_at IS NULL OR idle_at > ${now}::timestamptz)`;
}

/** What time has ended and nobody has written down yet. */
export function lapsed({ now, idleSince }: LiveAt): Prisma.Sql {
  return Prisma.sql`
    ended_at IS NULL AND (
      expires_at <= ${now}::timestamptz OR last_used_at <= ${idleSince}::timestamptz OR idle_at <= ${now}::timestamptz
    )`;
}
