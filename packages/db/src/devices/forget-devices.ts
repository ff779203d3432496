import type { Transaction } from '../connection/transaction.ts';
import { Prisma } from '../generated/client.ts';
import { RowReader } from '../sql/rows.ts';

const otherDevices = new RowReader({ id: 'bigint' });

/** Devices that one statement updates at most: older versions have left many of a program that signs in often. */
const updatedAtOnce = 20_000;

/**
 * Makes devices unknown to the account: their next sign-in raises an alert. A program is recognised by its identity alone,
 * so all devices of that program are forgotten. The caller holds the lock of the user's row.
 */
export async function forgetDevices(tx: Transaction, userId: bigint, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const others = await otherDevices.query(
    tx,
    Prisma.sql`
    WITH named AS (
      SELECT id, program FROM devices WHERE user_id = ${userId} AND id = ANY(${ids.map(BigInt)}::bigint[])
    ), alerts AS (
      UPDATE sign_in_alerts SET program = NULL
      WHERE user_id = ${userId} AND program IN (SELECT program FROM named)
    ), forgotten AS (
      UPDATE devices SET token_hash = NULL, program = NULL, confirmed_at = NULL WHERE id IN (SELECT id FROM named)
    )
    SELECT id FROM devices
    WHERE user_id = ${userId} AND program IN (SELECT program FROM named) AND id NOT IN (SELECT id FROM named)`,
  );
  for (let index = 0; index < others.length; index += updatedAtOnce) {
    const batch = others.slice(index, index + updatedAtOnce).map(({ id }) => BigInt(id));
    await tx.$executeRaw`UPDATE devices SET token_hash = NULL, program = NULL WHERE id = ANY(${batch}::bigint[])`;
  }
}
