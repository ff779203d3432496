import type { MailLinkHash } from '@latchkey/sessions/tokens/mail-link';
import type { EventKind } from '@latchkey/sessions/history/session-event';
import type { ExpiryCutoff } from '@latchkey/sessions/sessions/session-store';
import { type AlertAnswer, type OpenAlert, alertLasts } from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import type { AlertReader, AlertAnswerRequest } from '@latchkey/sessions/sign-in-alerts/sign-in-alert-store';
import { toBytes } from '../sql/bytes.ts';
import type { Client } from '../connection/client.ts';
import { forgetDevices } from '../devices/forget-devices.ts';
import { confirmedBy } from '../devices/sign-in-device.ts';
import { Prisma } from '../generated/client.ts';
import { fromRowId, toRowId } from '../sql/row-id.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { openAlertColumns, openAlertSelection, openAlertTables, toOpenAlert } from './sign-in-alert-row.ts';
import { storedAnswer } from '../sql/stored-enums.ts';
import { RowReader } from '../sql/rows.ts';
import { writeEvents } from '../sql/write-event.ts';
import type { Change, AnnouncedChanges } from '../connection/announced-changes.ts';
import { lockUser } from '../accounts/lock-user.ts';

/** More than the live sessions that a user can have by default, so that each of them that is in question is shown. */
const mostShown = 250;

const kindOf = (answer: AlertAnswer | null): EventKind => (answer === null ? 'alert_reopened' : `alert_${answer}`);

/** Only a confirmed browser may answer: a program is identified by its own headers, which any client can send. */
const mayAnswer = (userId: bigint, deviceId: bigint | null, now: Date): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT 1 FROM devices WHERE devices.id = ${deviceId} AND devices.user_id = ${userId}
    AND token_hash IS NOT NULL AND ${confirmedBy(now)}
)`;

const provisionalYes = Prisma.sql`(answer = 'confirmed' AND NOT is_final)`;

const openAlerts = new RowReader(openAlertColumns);
const linkedAlerts = new RowReader({
  ...openAlertColumns,
  email: 'text',
  isVerified: 'boolean',
  subject: 'text?',
});
const answeredAlerts = new RowReader({ deviceId: 'bigint?' });

export class SignInAlertStore {
  readonly #prisma: Client;
  readonly #changes: AnnouncedChanges;

  constructor(prisma: Client, changes: AnnouncedChanges) {
    this.#prisma = prisma;
    this.#changes = changes;
  }

  async listOpen({ userId, deviceId }: AlertReader, openSince: Date, cutoff: ExpiryCutoff): Promise<OpenAlert[]> {
    const [userRowId, deviceRowId] = [toRowId(userId), toRowId(deviceId)];
    if (userRowId === null) return [];
    const rows = await openAlerts.query(
      this.#prisma,
      Prisma.sql`
      SELECT * FROM (
        SELECT ${openAlertSelection(cutoff)} FROM ${openAlertTables}
        WHERE alert.user_id = ${userRowId} AND answer IS NULL AND ${mayAnswer(userRowId, deviceRowId, cutoff.now)}
      ) AS open
      WHERE "createdAt" > ${openSince}::timestamptz OR "isLive"
      ORDER BY "isLive" DESC, "isBrowser" DESC, id DESC LIMIT ${mostShown}`,
    );
    return rows.map(toOpenAlert);
  }

  async findByLink(linkHash: MailLinkHash, openSince: Date, cutoff: ExpiryCutoff) {
    const rows = await linkedAlerts.query(
      this.#prisma,
      Prisma.sql`
      SELECT ${openAlertSelection(cutoff)}, COALESCE(users.email, '') AS email, users.email_verified_at IS NOT NULL AS "isVerified",
        users.subject
      FROM ${openAlertTables} JOIN users ON users.id = alert.user_id
      WHERE alert.link_hash = ${toBytes(linkHash)} AND (answer IS NULL OR ${provisionalYes})
        AND alert.created_at > ${openSince}::timestamptz
      ORDER BY alert.id DESC`,
    );
    const [first] = rows;
    if (!first) return null;
    const { email, isVerified, subject } = first;
    return { alerts: rows.map(toOpenAlert), email, isVerified, subject };
  }

  async ownerOfLink(linkHash: MailLinkHash): Promise<{ readonly userId: number; readonly alertIds: number[] } | null> {
    const where = { linkHash: toBytes(linkHash) };
    const alerts = await this.#prisma.signInAlert.findMany({ where, select: { id: true, userId: true } });
    const [first] = alerts;
    return first ? { userId: fromRowId(first.userId), alertIds: alerts.map(({ id }) => fromRowId(id)) } : null;
  }

  answer(answering: AlertAnswerRequest): Promise<number | null> {
    const { userId, answer, by, cutoff } = answering;
    return this.#changes.transaction(userId, async (change) => {
      const { tx } = change;
      // A sign-in on the same device commits before this lock and is ended here, or begins after it, on a new device.
      const userRowId = await lockUser(tx, userId);
      if (userRowId === null) return null;
      const answered = await answeredAlerts.query(tx, writeAnswers(change, userRowId, answering));
      if (answered.length === 0) return null;
      if (answer !== 'denied') return 0;
      const deviceIds = answered.flatMap(({ deviceId }) => deviceId ?? []);
      const actorId = 'linkHash' in by ? null : by.sessionId;
      const ofDevices = Prisma.sql`device_id = ANY(${deviceIds.map(BigInt)}::bigint[])`;
      const ended = await endSessions(change, ofDevices, { userId, reason: 'reported', cutoff, actorId });
      await forgetDevices(tx, userRowId, deviceIds);
      return ended;
    });
  }
}

/** Writes the answers, their events and the confirmation of the devices in one statement, which selects the devices. */
function writeAnswers(
  change: Change,
  userId: bigint,
  { alertIds, answer, by, ip, openSince, cutoff }: AlertAnswerRequest,
): Prisma.Sql {
  const at = Prisma.sql`${cutoff.now}::timestamptz`;
  const ids = alertIds.flatMap((id) => toRowId(id) ?? []);
  const isLink = 'linkHash' in by;
  const isProved = !isLink && by.isProved;
  const sessionId = isLink ? null : toRowId(by.sessionId);
  const isFinal = answer === 'denied' || (answer === 'confirmed' && isProved);
  const allowed = isLink
    ? Prisma.sql`link_hash = ${toBytes(by.linkHash)} AND created_at > ${openSince}::timestamptz`
    : mayAnswer(userId, toRowId(by.deviceId), cutoff.now);
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
  const events = writeEvents(change, {
    kind: kindOf(answer),
    at,
    sessionId: Prisma.sql`session_id`,
    actorId: Prisma.sql`${sessionId}::bigint`,
    ip: Prisma.sql`${ip}`,
    from: Prisma.sql`answered RETURNING device_id AS "deviceId"`,
  });
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
    ${events}`;
}
