import type { Transaction } from '../connection/transaction.ts';

/**
 * Makes devices unknown to the account: their next sign-in raises an alert. A program is recognised by its identity alone,
 * so all devices of that program are forgotten. The caller holds the lock of the user's row.
 */
export async function forgetDevices(tx: Transaction, userId: bigint, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    WITH named AS (
      SELECT id, program FROM devices WHERE user_id = ${userId} AND id = ANY(${ids.map(BigInt)}::bigint[])
    ), alerts AS (
      UPDATE sign_in_alerts SET program = NULL
      WHERE user_id = ${userId} AND program IN (SELECT program FROM named)
    )
    UPDATE devices SET token_hash = NULL, program = NULL,
      confirmed_at = CASE WHEN id IN (SELECT id FROM named) THEN NULL ELSE confirmed_at END
    WHERE user_id = ${userId} AND (id IN (SELECT id FROM named) OR program IN (SELECT program FROM named))`;
}
