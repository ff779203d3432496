import type { HistoryEntry } from '@latchkey/client';
import { messages } from '../../i18n/messages.ts';
import { timeLimitText } from '../../i18n/time-limit.ts';
import { labelInSentence, nameInSentence } from '../devices/session-name.tsx';
import type { HistoryRow } from './merge-failures.ts';

/**
 * Describes equal failed attempts: `3 wrong passwords from Safari 26 on iOS`. `isElsewhere`: an application signs the user in,
 * so that no password is known to have been wrong.
 */
export function describeFailures(row: HistoryRow, isElsewhere: boolean): string {
  const [entry] = row;
  const { wrongPasswords, wrongFrom, wrongOn } = messages.history;
  const describe = entry.kind === 'sign_in_failed' ? wrongFrom : wrongOn;
  const attempts = isElsewhere ? messages.application.failedAttempts : wrongPasswords;
  return describe(attempts(row.length), nameInSentence(entry));
}

/**
 * Describes an event in a sentence: `Firefox 128 on Linux signed in`. `isElsewhere` as in `describeFailures`; `nameOf` names its
 * devices.
 */
export function describeEvent(entry: HistoryEntry, isElsewhere: boolean, nameOf = nameInSentence): string {
  const { events, ends } = messages.history;
  // The entry has the device that renamed. The label is the new one of the renamed device, or null where it was removed.
  if (entry.kind === 'device_renamed')
    return events.device_renamed(entry.label === null ? null : labelInSentence(entry.label));
  const device = nameOf(entry);
  const by = entry.actor && nameOf(entry.actor);
  const isByPassword = entry.methods === null || entry.methods.some(({ kind }) => kind === 'password');
  if (entry.kind === 'stepped_up' && !isByPassword) return messages.signInMethods.steppedUp(device);
  if (entry.kind === 'sign_in_failed' && isElsewhere) return messages.application.signInFailed(device);
  if (entry.kind !== 'ended') return events[entry.kind](device, by);
  const limit = timeLimitText(entry.sessionCreatedAt, entry.at);
  return entry.endReason === null ? events.ended(device) : ends[entry.endReason](device, by, limit);
}
