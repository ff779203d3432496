import { programIdentity } from '@latchkey/sessions/devices/program-identity';
import type { LiveAt, NewSession } from '@latchkey/sessions/session-store';
import { toBytes } from './bytes.ts';
import { findOrCreateDevice, isConfirmed } from './device-of-sign-in.ts';
import { Prisma } from './generated/client.ts';
import { fromRowId, toRowId } from './row-id.ts';
import { endSessions } from './session-end.ts';
import { sessionsBeyondLimit } from './session-limit.ts';
import { type SessionRow, sessionColumns } from './session-row.ts';
import { writeAlert } from './sign-in-alert-writing.ts';
import type { Transaction } from './transaction.ts';

interface Standing {
  readonly idleLimit: bigint | null;
  readonly language: string | null;
  /** Null before any country was written down. */
  readonly countries: readonly string[] | null;
}

/**
 * Begins a session, in a transaction that holds its user's row: sign-ins, revocations of all and password changes of one
 * user happen one after the other, so that none of them can miss what another has just done.
 */
export async function beginSession(
  tx: Transaction,
  { userId, tokenHash, deviceTokenHash, passwordHash, language, country, ...session }: NewSession,
  { perUser, liveAt }: { readonly perUser: number; readonly liveAt: LiveAt },
): Promise<SessionRow | null> {
  const rowId = toRowId(userId);
  if (rowId === null) return null;
  const [standing] = await tx.$queryRaw<Standing[]>`
    SELECT idle_limit AS "idleLimit", language, countries FROM users
    WHERE id = ${rowId} AND password_hash = ${passwordHash} AND disabled_at IS NULL
    FOR NO KEY UPDATE`;
  if (!standing) return null;
  const idleLimit = standing.idleLimit === null ? null : Number(standing.idleLimit);

  const { userAgent, information, address, createdAt } = session;
  const program = deviceTokenHash === null ? programIdentity(userAgent, information) : null;
  const device = await findOrCreateDevice(tx, { userId: rowId, deviceTokenHash, program, country, at: createdAt });
  const deviceId = device.id;
  const idleAt = idleLimit === null ? null : new Date(createdAt.getTime() + idleLimit);
  const begun = await tx.session.create({
    data: { ...session, userId: rowId, deviceId, tokenHash: toBytes(tokenHash), lastUsedAt: createdAt, idleAt },
    select: sessionColumns,
  });
  await tx.sessionEvent.create({
    data: { kind: 'signed_in', userId: rowId, sessionId: begun.id, deviceId, at: createdAt, userAgent, address },
  });
  if (device.asks) await writeAlert(tx, { ...begun, program, country, cause: device.asks });
  const confirmedAt = device.asks ? null : device.confirmedAt;
  if (isConfirmed(confirmedAt, createdAt)) {
    // A program has no cookie to be known by: a stranger who uses its name would choose the language too.
    const spoken = deviceTokenHash === null ? standing.language : language;
    const countries = standing.countries ?? (country === null ? [] : [country]);
    if (spoken !== standing.language || standing.countries === null) {
      await tx.$executeRaw`
        UPDATE users SET language = ${spoken}, countries = ${countries}::text[] WHERE id = ${rowId}`;
    }
  }

  const ending = { userId, liveAt, actorId: fromRowId(begun.id) };
  if (deviceTokenHash !== null) {
    const old = Prisma.sql`device_id = ${deviceId} AND id <> ${begun.id}`;
    await endSessions(tx, old, { ...ending, reason: 'superseded' });
  }
  const beyondLimit = sessionsBeyondLimit({ userId: rowId, begunId: begun.id, program, perUser, liveAt });
  await endSessions(tx, beyondLimit, { ...ending, reason: 'limit_reached' });
  return { ...begun, deviceName: device.name, confirmedAt, idleLimit, bindingSecret: session.bindingSecret };
}
