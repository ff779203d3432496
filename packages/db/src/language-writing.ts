import type { Language } from '@latchkey/sessions/language';
import { notInQuestion } from './device-in-question.ts';
import type { Transaction } from './transaction.ts';

/** A language, as a device says that it is the owner's. */
interface SaidLanguage {
  readonly userId: bigint;
  readonly deviceId: bigint | null;
  readonly language: Language;
  readonly openSince: Date;
}

/** Writes the language of an account's owner. A device in question may be a thief's, who would rather not be understood. */
export async function writeLanguage(
  tx: Transaction,
  { userId, deviceId, language, openSince }: SaidLanguage,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE users SET language = ${language}
    WHERE id = ${userId} AND language IS DISTINCT FROM ${language}::text AND ${notInQuestion(userId, deviceId, openSince)}`;
}
