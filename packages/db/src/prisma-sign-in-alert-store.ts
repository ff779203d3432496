import type { AlertLinkHash } from '@latchkey/sessions/alert-link';
import type { LiveAt } from '@latchkey/sessions/session-store';
import type { AlertAnswer, OpenAlert } from '@latchkey/sessions/sign-in-alert';
import type { AlertReader, Answering, SignInAlertStore } from '@latchkey/sessions/sign-in-alert-store';
import type { EventKind } from '@latchkey/sessions/session-event';
import { toBytes } from './bytes.ts';
import type { Client } from './client.ts';
import { notInQuestion } from './device-in-question.ts';
import { Prisma } from './generated/client.ts';
import { live } from './live.ts';
import { fromRowId, toRowId } from './row-id.ts';
import { endSessions } from './session-end.ts';
import { type AlertRow, alertColumns, toAlert } from './sign-in-alert-row.ts';
import { storedAnswer, storedKind } from './stored-enums.ts';
import { inTransaction } from './transaction.ts';
import { lockUser } from './user-lock.ts';

/** Far more than anybody will answer one by one. */
const mostShown = 50;

const kindOf = (answer: AlertAnswer | null): EventKind => (answer === null ? 'alert_reopened' : `alert_${answer}`);

export class PrismaSignInAlertStore implements SignInAlertStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  async listOpen({ userId, deviceId }: AlertReader, openSince: Date, liveAt: LiveAt): Promise<OpenAlert[]> {
    const [userRowId, deviceRowId] = [toRowId(userId), toRowId(deviceId)];
    const rows = await this.#open(
      Prisma.sql`alert.user_id = ${userRowId} AND ${notInQuestion(userRowId, deviceRowId, openSince)}`,
      openSince,
      liveAt,
    );
    return rows.map(({ row }) => row);
  }

  async findByLink(linkHash: AlertLinkHash, openSince: Date, liveAt: LiveAt) {
    const [found] = await this.#open(Prisma.sql`alert.link_hash = ${toBytes(linkHash)}`, openSince, liveAt);
    return found ? { alert: found.row, email: found.email } : null;
  }

  async ownerOfLink(linkHash: AlertLinkHash): Promise<{ readonly userId: number; readonly alertId: number } | null> {
    const where = { linkHash: toBytes(linkHash) };
    const found = await this.#prisma.signInAlert.findUnique({ where, select: { id: true, userId: true } });
    return found && { userId: fromRowId(found.userId), alertId: fromRowId(found.id) };
  }

  answer({ userId, alertId, answer, by, address, openSince, liveAt }: Answering): Promise<number | null> {
    const alertRowId = toRowId(alertId);
    const at = Prisma.sql`${liveAt.now}::timestamptz`;
    return inTransaction(this.#prisma, async (tx) => {
      // Whoever signs in on the device at this moment is done before, and ends here, or begins after, and is a new device.
      const userRowId = await lockUser(tx, userId);
      if (userRowId === null || alertRowId === null) return null;
      const mayAnswer =
        'linkHash' in by
          ? Prisma.sql`link_hash = ${toBytes(by.linkHash)}`
          : notInQuestion(userRowId, toRowId(by.deviceId), openSince);
      const before = answer === null ? Prisma.sql`answer = 'confirmed'` : Prisma.sql`answer IS NULL`;
      const takenBackInTime =
        answer === null && 'linkHash' in by
          ? Prisma.sql`answered_at > ${by.takesBackSince}::timestamptz`
          : Prisma.sql`TRUE`;
      const [answered] = await tx.$queryRaw<{ readonly device_id: bigint }[]>`
        WITH answered AS (
          UPDATE sign_in_alerts SET answer = ${storedAnswer(answer)}, mail_due_at = NULL,
            answered_at = ${answer === null ? Prisma.sql`NULL` : at}
          WHERE id = ${alertRowId} AND user_id = ${userRowId} AND created_at > ${openSince}::timestamptz
            AND ${before} AND ${takenBackInTime} AND ${mayAnswer}
          RETURNING user_id, session_id, device_id, user_agent
        )
        INSERT INTO session_events
          (user_id, kind, at, session_id, device_id, actor_session_id, user_agent, address)
        SELECT user_id, ${storedKind(kindOf(answer))}, ${at}, session_id, device_id,
          ${'linkHash' in by ? null : toRowId(by.sessionId)}::bigint, user_agent, ${address}
        FROM answered RETURNING device_id`;
      if (!answered) return null;
      if (answer !== 'denied') return 0;
      // Known no more: if it signs in again, it is a new device, and somebody is asked again.
      await tx.device.updateMany({ where: { id: answered.device_id, userId: userRowId }, data: { tokenHash: null } });
      const ofDevice = Prisma.sql`device_id = ${answered.device_id}`;
      const actorId = 'linkHash' in by ? null : by.sessionId;
      return endSessions(tx, ofDevice, { userId, reason: 'reported', liveAt, actorId });
    });
  }

  async #open(which: Prisma.Sql, openSince: Date, liveAt: LiveAt) {
    const rows = await this.#prisma.$queryRaw<(AlertRow & { readonly isLive: boolean; readonly email: string })[]>`
      SELECT ${alertColumns}, email,
        EXISTS (SELECT 1 FROM sessions WHERE device_id = alert.device_id AND ${live(liveAt)}) AS "isLive"
      FROM sign_in_alerts AS alert JOIN users ON users.id = alert.user_id
      WHERE ${which} AND answer IS NULL AND alert.created_at > ${openSince}::timestamptz
      ORDER BY alert.id DESC LIMIT ${mostShown}`;
    return rows.map(({ isLive, email, ...row }) => ({ row: { ...toAlert(row), isLive }, email }));
  }
}
