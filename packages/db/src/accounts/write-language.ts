import type { Language } from '@latchkey/sessions/language';
import { confirmedBy } from '../devices/sign-in-device.ts';
import type { Transaction } from '../connection/transaction.ts';

/** The language that a device reports for the owner. */
interface SaidLanguage {
  readonly userId: bigint;
  readonly deviceId: bigint | null;
  readonly language: Language;
  readonly at: Date;
}

/**
 * Writes the language of an account's owner. An unconfirmed device is ignored: it may be a thief's, who could choose
 * a language that the owner does not read.
 */
export async function writeLanguage(tx: Transaction, { userId, deviceId, language, at }: SaidLanguage): Promise<void> {
  await tx.$executeRaw`
    UPDATE users SET language = ${language}
    WHERE id = ${userId} AND language IS DISTINCT FROM ${language}::text AND EXISTS (
      SELECT 1 FROM devices WHERE devices.id = ${deviceId} AND devices.user_id = ${userId} AND ${confirmedBy(at)}
    )`;
}
