import type { SessionView } from '../../api/outputs.ts';
import { localized } from '../../i18n/locale.ts';
import { describeDevice, sessionName } from '../devices/session-name.tsx';
import { lastLocationText, locationText } from '../locations/location.tsx';

/** The searchable text of each session, cached because every key press searches all of them. */
const texts = localized(() => new WeakMap<SessionView, string>());

/** Whether the visible texts of a session contain all words of the search, regardless of order, case and accents. */
export function matchesSearch(session: SessionView, words: string): boolean {
  // Skips building the text of every session while the search is empty.
  if (words.trim() === '') return true;
  const wanted = plain(words).split(/\s+/);
  const text = texts().get(session) ?? textOf(session);
  return wanted.every((word) => text.includes(word));
}

function textOf(session: SessionView): string {
  const { clientLabel, device, ip } = session;
  const text = plain(
    [
      sessionName(session),
      clientLabel,
      describeDevice(device),
      ip,
      locationText(session),
      lastLocationText(session),
    ].join('\n'),
  );
  texts().set(session, text);
  return text;
}

const plain = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i').trim();
