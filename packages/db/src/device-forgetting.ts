import type { Transaction } from './transaction.ts';

/**
 * Makes an account know some of its devices no more: their next sign-in is that of a new device, and is asked about. What
 * is known of a program is forgotten with each of its devices, because it is recognised by its identity alone. The caller
 * holds the user's row.
 */
export async function forgetDevices(tx: Transaction, userId: bigint, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    WITH named AS (
      SELECT id, program FROM devices WHERE user_id = ${userId} AND id = ANY(${ids}::bigint[])
    ), asked AS (
      UPDATE sign_in_alerts SET program = NULL
      WHERE user_id = ${userId} AND program IN (SELECT program FROM named)
    )
    UPDATE devices SET token_hash = NULL, program = NULL,
      confirmed_at = CASE WHEN id IN (SELECT id FROM named) THEN NULL ELSE confirmed_at END
    WHERE user_id = ${userId} AND (id IN (SELECT id FROM named) OR program IN (SELECT program FROM named))`;
}
