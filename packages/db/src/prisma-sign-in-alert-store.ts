import type { AlertLinkHash } from '@latchkey/sessions/alert-link';
import type { EventKind } from '@latchkey/sessions/session-event';
import type { LiveAt } from '@latchkey/sessions/session-store';
import { type AlertAnswer, type OpenAlert, alertLasts } from '@latchkey/sessions/sign-in-alert';
import type { AlertReader, Answering, SignInAlertStore } from '@latchkey/sessions/sign-in-alert-store';
import { toBytes } from './bytes.ts';
import type { Client } from './client.ts';
import { forgetDevices } from './device-forgetting.ts';
import { confirmedBy } from './device-of-sign-in.ts';
import { Prisma } from './generated/client.ts';
import { fromRowId, toRowId } from './row-id.ts';
import { endSessions } from './session-end.ts';
import { type OpenAlertRow, openAlertColumns, openAlertTables, toOpenAlert } from './sign-in-alert-row.ts';
import { storedAnswer, storedKind } from './stored-enums.ts';
import { inTransaction } from './transaction.ts';
import { lockUser } from './user-lock.ts';

/** More than the live sessions that a user can have by default, so that each of them that is in question is shown. */
const mostShown = 250;

const kindOf = (answer: AlertAnswer | null): EventKind => (answer === null ? 'alert_reopened' : `alert_${answer}`);

/** Only a confirmed browser speaks for the owner: a program is known by what it says of itself, which anybody can say. */
const mayAnswer = (userId: bigint, deviceId: bigint | null, now: Date): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT 1 FROM devices WHERE devices.id = ${deviceId} AND devices.user_id = ${userId}
    AND token_hash IS NOT NULL AND ${confirmedBy(now)}
)`;

const provisionalYes = Prisma.sql`(answer = 'confirmed' AND NOT is_final)`;

interface AnsweredRow {
  readonly deviceId: bigint;
}

export class PrismaSignInAlertStore implements SignInAlertStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  async listOpen({ userId, deviceId }: AlertReader, openSince: Date, liveAt: LiveAt): Promise<OpenAlert[]> {
    const [userRowId, deviceRowId] = [toRowId(userId), toRowId(deviceId)];
    if (userRowId === null) return [];
    const rows = await this.#prisma.$queryRaw<OpenAlertRow[]>`
      SELECT * FROM (
        SELECT ${openAlertColumns(liveAt)} FROM ${openAlertTables}
        WHERE alert.user_id = ${userRowId} AND answer IS NULL AND ${mayAnswer(userRowId, deviceRowId, liveAt.now)}
      ) AS open
      WHERE "createdAt" > ${openSince}::timestamptz OR "isLive"
      ORDER BY "isLive" DESC, "isBrowser" DESC, id DESC LIMIT ${mostShown}`;
    return rows.map(toOpenAlert);
  }

  async findByLink(linkHash: AlertLinkHash, openSince: Date, liveAt: LiveAt) {
    const rows = await this.#prisma.$queryRaw<
      (OpenAlertRow & { readonly email: string; readonly isVerified: boolean })[]
    >`
      SELECT ${openAlertColumns(liveAt)}, users.email, users.email_verified_at IS NOT NULL AS "isVerified"
      FROM ${openAlertTables} JOIN users ON users.id = alert.user_id
      WHERE alert.link_hash = ${toBytes(linkHash)} AND (answer IS NULL OR ${provisionalYes})
        AND alert.created_at > ${openSince}::timestamptz
      ORDER BY alert.id DESC`;
    const [first] = rows;
    return first ? { alerts: rows.map(toOpenAlert), email: first.email, isVerified: first.isVerified } : null;
  }

  async ownerOfLink(linkHash: AlertLinkHash): Promise<{ readonly userId: number; readonly alertIds: number[] } | null> {
    const where = { linkHash: toBytes(linkHash) };
    const found = await this.#prisma.signInAlert.findMany({ where, select: { id: true, userId: true } });
    const [first] = found;
    return first ? { userId: fromRowId(first.userId), alertIds: found.map(({ id }) => fromRowId(id)) } : null;
  }

  answer(answering: Answering): Promise<number | null> {
    const { userId, answer, by, liveAt } = answering;
    return inTransaction(this.#prisma, async (tx) => {
      // A sign-in on the device that runs now is done before, and ends here, or begins after, on a new device.
      const userRowId = await lockUser(tx, userId);
      if (userRowId === null) return null;
      const answered = await tx.$queryRaw<AnsweredRow[]>(writeAnswers(userRowId, answering));
      if (answered.length === 0) return null;
      if (answer !== 'denied') return 0;
      const deviceIds = answered.map(({ deviceId }) => deviceId);
      const actorId = 'linkHash' in by ? null : by.sessionId;
      const ofDevices = Prisma.sql`device_id = ANY(${deviceIds}::bigint[])`;
      const ended = await endSessions(tx, ofDevices, { userId, reason: 'reported', liveAt, actorId });
      await forgetDevices(tx, userRowId, deviceIds);
      return ended;
    });
  }
}

/** Writes the answers, their events, and what they make of the devices, and selects the devices. One statement. */
function writeAnswers(userId: bigint, { alertIds, answer, by, address, openSince, liveAt }: Answering): Prisma.Sql {
  const at = Prisma.sql`${liveAt.now}::timestamptz`;
  const ids = alertIds.flatMap((id) => toRowId(id) ?? []);
  const isLink = 'linkHash' in by;
  const isProved = !isLink && by.isProved;
  const sessionId = isLink ? null : toRowId(by.sessionId);
  const isFinal = answer === 'denied' || (answer === 'confirmed' && isProved);
  const allowed = isLink
    ? Prisma.sql`link_hash = ${toBytes(by.linkHash)} AND created_at > ${openSince}::timestamptz`
    : mayAnswer(userId, toRowId(by.deviceId), liveAt.now);
  const before = {
    confirmed: Prisma.sql`answer IS NULL`,
    denied: isLink ? Prisma.sql`(answer IS NULL OR ${provisionalYes})` : Prisma.sql`answer IS NULL`,
    reopened: isProved ? Prisma.sql`answer = 'confirmed'` : provisionalYes,
  }[answer ?? 'reopened'];
  const trustedFrom = {
    confirmed: isProved
      ? at
      : Prisma.sql`GREATEST(${at}, answered.created_at + ${`${alertLasts} milliseconds`}::interval)`,
    denied: Prisma.sql`NULL::timestamptz`,
    reopened: Prisma.sql`NULL::timestamptz`,
  }[answer ?? 'reopened'];
  return Prisma.sql`
    WITH answered AS (
      UPDATE sign_in_alerts SET answer = ${storedAnswer(answer)}, is_final = ${isFinal},
        answered_at = ${answer === null ? Prisma.sql`NULL` : at},
        answered_in = ${answer === null ? null : sessionId}::bigint,
        mail_due_at = CASE WHEN ${isFinal || isLink} THEN NULL ELSE mail_due_at END
      WHERE id = ANY(${ids}::bigint[]) AND user_id = ${userId} AND ${before} AND ${allowed}
      RETURNING user_id, session_id, device_id, user_agent, country, created_at
    ), trusted AS (
      UPDATE devices SET confirmed_at = ${trustedFrom} FROM answered WHERE devices.id = answered.device_id
    ), visited AS (
      UPDATE users SET countries = countries || ARRAY(
        SELECT DISTINCT country FROM answered WHERE country IS NOT NULL AND country <> ALL (countries)
      )
      WHERE id = ${userId} AND countries IS NOT NULL AND ${answer === 'confirmed' && isProved}
    )
    INSERT INTO session_events (user_id, kind, at, session_id, device_id, actor_session_id, user_agent, address)
    SELECT user_id, ${storedKind(kindOf(answer))}, ${at}, session_id, device_id, ${sessionId}::bigint,
      user_agent, ${address}
    FROM answered RETURNING device_id AS "deviceId"`;
}
