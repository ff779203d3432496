import { sentences } from '../sentences.ts';
import { givenNameInSentence, nameInSentence } from '../sessions/session-name.ts';
import type { HistoryEntry } from './history-query.ts';

/** What happened, in a sentence: `Firefox 128 on Linux signed in`. */
export function historySentence(entry: HistoryEntry): string {
  const { events, ends } = sentences.history;
  // What renamed a device is written down; the device that was renamed has its name by now, or none.
  if (entry.kind === 'device_renamed')
    return events.device_renamed(entry.ownersName === null ? null : givenNameInSentence(entry.ownersName));
  const device = nameInSentence(entry);
  const by = entry.actor && nameInSentence(entry.actor);
  if (entry.kind !== 'ended') return events[entry.kind](device, by);
  return entry.endReason === null ? events.ended(device) : ends[entry.endReason](device, by);
}
