import type { DeviceRename, DeviceStore } from '@latchkey/sessions/device-store';
import type { DeviceTokenHash } from '@latchkey/sessions/device-token';
import { toBytes } from './bytes.ts';
import type { Client } from './client.ts';
import { toRowId } from './row-id.ts';

export class PrismaDeviceStore implements DeviceStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  async isKnown(email: string, deviceTokenHash: DeviceTokenHash): Promise<boolean> {
    const where = { user: { email }, tokenHash: toBytes(deviceTokenHash) };
    return (await this.#prisma.device.findFirst({ where, select: { id: true } })) !== null;
  }

  /** One statement: a rename that is not in the history did not happen. The owner's row keeps a deletion waiting. */
  async rename({ userId, deviceId, name, at, actorSessionId }: DeviceRename): Promise<boolean> {
    const [userRowId, rowId, actorId] = [toRowId(userId), toRowId(deviceId), toRowId(actorSessionId)];
    if (userRowId === null || rowId === null) return false;
    const renamed = await this.#prisma.$executeRaw`
      WITH owner AS (
        SELECT id FROM users WHERE id = ${userRowId} FOR KEY SHARE
      ), renamed AS (
        UPDATE devices SET name = ${name} FROM owner, sessions AS actor
        WHERE devices.id = ${rowId} AND devices.user_id = owner.id
          AND actor.id = ${actorId} AND actor.user_id = owner.id
        RETURNING devices.id, owner.id AS user_id, actor.id AS actor_id, actor.user_agent, actor.address
      )
      INSERT INTO session_events (user_id, kind, at, session_id, device_id, user_agent, address)
      SELECT user_id, 'device_renamed', ${at}::timestamptz, actor_id, id, user_agent, address FROM renamed`;
    return renamed > 0;
  }
}
