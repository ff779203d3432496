import type { DeviceRename } from '@latchkey/sessions/devices/device-service';
import type { AnnouncedChanges } from '../connection/announced-changes.ts';
import { Prisma } from '../generated/client.ts';
import { toRowId } from '../sql/row-id.ts';
import { writeEvents } from '../sql/write-event.ts';

export class DeviceStore {
  readonly #changes: AnnouncedChanges;

  constructor(changes: AnnouncedChanges) {
    this.#changes = changes;
  }

  /** One statement, so that every rename is in the history. The lock of the user's row makes a concurrent deletion wait. */
  async rename({ userId, deviceId, label, at, actorSessionId }: DeviceRename): Promise<boolean> {
    const [userRowId, rowId, actorId] = [toRowId(userId), toRowId(deviceId), toRowId(actorSessionId)];
    if (userRowId === null || rowId === null) return false;
    const renamed = await this.#changes.statement(
      userId,
      (change) => change.tx.$executeRaw`
      WITH owner AS (
        SELECT id FROM users WHERE id = ${userRowId} FOR KEY SHARE
      ), renamed AS (
        UPDATE devices SET label = ${label} FROM owner, sessions AS actor
        WHERE devices.id = ${rowId} AND devices.user_id = owner.id
          AND actor.id = ${actorId} AND actor.user_id = owner.id
        RETURNING owner.id AS user_id, devices.id AS device_id, actor.id, actor.user_agent, actor.ip
      )
      ${writeEvents(change, { kind: 'device_renamed', at: Prisma.sql`${at}::timestamptz`, from: Prisma.sql`renamed` })}`,
    );
    return renamed > 0;
  }
}
