import type { HistoryEntry } from '../../api/outputs.ts';
import { messages } from '../../i18n/messages.ts';
import { timeLimitText } from '../../i18n/time-limit.ts';
import { labelInSentence, nameInSentence } from '../devices/session-name.tsx';
import type { HistoryRow } from './merge-failures.ts';

/** Describes equal failed attempts: `3 wrong passwords from Safari 26 on iOS`. */
export function describeFailures(row: HistoryRow): string {
  const [entry] = row;
  const { wrongPasswords, wrongFrom, wrongOn } = messages.history;
  const describe = entry.kind === 'sign_in_failed' ? wrongFrom : wrongOn;
  return describe(wrongPasswords(row.length), nameInSentence(entry));
}

/** Describes an event in a sentence: `Firefox 128 on Linux signed in`. `nameOf` names its devices. */
export function describeEvent(entry: HistoryEntry, nameOf = nameInSentence): string {
  const { events, ends } = messages.history;
  // The entry has the device that renamed. The label is the new one of the renamed device, or null where it was removed.
  if (entry.kind === 'device_renamed')
    return events.device_renamed(entry.label === null ? null : labelInSentence(entry.label));
  const device = nameOf(entry);
  const by = entry.actor && nameOf(entry.actor);
  const isByPassword = entry.methods === null || entry.methods.some(({ kind }) => kind === 'password');
  if (entry.kind === 'stepped_up' && !isByPassword) return messages.signInMethods.steppedUp(device);
  if (entry.kind !== 'ended') return events[entry.kind](device, by);
  const limit = timeLimitText(entry.sessionCreatedAt, entry.at);
  return entry.endReason === null ? events.ended(device) : ends[entry.endReason](device, by, limit);
}
