import type { LiveAt, NewSession } from '@latchkey/sessions/session-store';
import { alertLasts } from '@latchkey/sessions/sign-in-alert';
import { toBytes } from './bytes.ts';
import { Prisma } from './generated/client.ts';
import { writeLanguage } from './language-writing.ts';
import { live } from './live.ts';
import { fromRowId, toRowId } from './row-id.ts';
import { endSessions } from './session-end.ts';
import { type SessionRow, sessionColumns } from './session-row.ts';
import { ofProgramInQuestion, writeAlert } from './sign-in-alert-writing.ts';
import type { Transaction } from './transaction.ts';

/**
 * Begins a session, in a transaction that holds its user's row: sign-ins, revocations of all and password changes of one
 * user happen one after the other, so that none of them can miss what another has just done.
 */
export async function beginSession(
  tx: Transaction,
  { userId, tokenHash, deviceTokenHash, passwordHash, language, ...session }: NewSession,
  { perUser, liveAt }: { readonly perUser: number; readonly liveAt: LiveAt },
): Promise<SessionRow | null> {
  const rowId = toRowId(userId);
  if (rowId === null) return null;
  const [standing] = await tx.$queryRaw<{ readonly idleLimit: bigint | null; readonly language: string | null }[]>`
    SELECT idle_limit AS "idleLimit", language FROM users
    WHERE id = ${rowId} AND password_hash = ${passwordHash} AND disabled_at IS NULL
    FOR NO KEY UPDATE`;
  if (!standing) return null;
  const idleLimit = standing.idleLimit === null ? null : Number(standing.idleLimit);

  const { userAgent, address, createdAt } = session;
  const which = deviceTokenHash === null ? ofProgramInQuestion(rowId, session) : ofBrowser(deviceTokenHash);
  const device = (await findDevice(tx, rowId, which)) ?? (await createDevice(tx, rowId, deviceTokenHash, createdAt));
  const deviceId = device.id;
  const idleAt = idleLimit === null ? null : new Date(createdAt.getTime() + idleLimit);
  const begun = await tx.session.create({
    data: { ...session, userId: rowId, deviceId, tokenHash: toBytes(tokenHash), lastUsedAt: createdAt, idleAt },
    select: sessionColumns,
  });
  await tx.sessionEvent.create({
    data: { kind: 'signed_in', userId: rowId, sessionId: begun.id, deviceId, at: createdAt, userAgent, address },
  });
  if (device.isNew) await writeAlert(tx, begun, deviceTokenHash !== null);
  // A program has no cookie to be known by: whoever calls themself by its name would choose the language too.
  else if (deviceTokenHash !== null && language !== standing.language) {
    const openSince = new Date(createdAt.getTime() - alertLasts);
    await writeLanguage(tx, { userId: rowId, deviceId, language, openSince });
  }

  const ending = { userId, liveAt, actorId: fromRowId(begun.id) };
  if (deviceTokenHash !== null) {
    const old = Prisma.sql`device_id = ${deviceId} AND id <> ${begun.id}`;
    await endSessions(tx, old, { ...ending, reason: 'superseded' });
  }
  const beyondLimit = Prisma.sql`id IN (
    SELECT id FROM sessions WHERE user_id = ${rowId} AND id <> ${begun.id} AND ${live(liveAt)}
    ORDER BY last_used_at DESC, id DESC OFFSET ${perUser - 1}
  )`;
  await endSessions(tx, beyondLimit, { ...ending, reason: 'limit_reached' });
  return { ...begun, deviceName: device.name, idleLimit, bindingSecret: session.bindingSecret };
}

interface Device {
  readonly id: bigint;
  readonly name: string | null;
  readonly isNew: boolean;
}

const ofBrowser = (tokenHash: string): Prisma.Sql => Prisma.sql`token_hash = ${toBytes(tokenHash)}`;

/** Locked, so that housekeeping cannot take it for unused from here on. */
async function findDevice(tx: Transaction, userId: bigint, which: Prisma.Sql): Promise<Device | null> {
  const [known] = await tx.$queryRaw<Omit<Device, 'isNew'>[]>`
    SELECT id, name FROM devices WHERE user_id = ${userId} AND ${which} FOR KEY SHARE`;
  return known ? { ...known, isNew: false } : null;
}

async function createDevice(
  tx: Transaction,
  userId: bigint,
  deviceTokenHash: string | null,
  createdAt: Date,
): Promise<Device> {
  const tokenHash = deviceTokenHash === null ? null : toBytes(deviceTokenHash);
  const made = await tx.device.create({ data: { userId, tokenHash, createdAt }, select: { id: true, name: true } });
  return { ...made, isNew: true };
}
