import type { Language } from '@latchkey/sessions/language';
import { confirmedBy } from './device-of-sign-in.ts';
import type { Transaction } from './transaction.ts';

/** A language, as a device says that it is the owner's. */
interface SaidLanguage {
  readonly userId: bigint;
  readonly deviceId: bigint | null;
  readonly language: Language;
  readonly at: Date;
}

/** Writes the language of an account's owner. A device that is not confirmed may be a thief's, who would rather not be understood. */
export async function writeLanguage(tx: Transaction, { userId, deviceId, language, at }: SaidLanguage): Promise<void> {
  await tx.$executeRaw`
    UPDATE users SET language = ${language}
    WHERE id = ${userId} AND language IS DISTINCT FROM ${language}::text AND EXISTS (
      SELECT 1 FROM devices WHERE devices.id = ${deviceId} AND devices.user_id = ${userId} AND ${confirmedBy(at)}
    )`;
}
