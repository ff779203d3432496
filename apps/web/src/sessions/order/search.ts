import { whereabouts } from '../../places/whereabouts.ts';
import { localized } from '../../time/locale.ts';
import type { ListedSession } from '../listed-session.ts';
import { deviceName, sessionName } from '../session-name.ts';

/** Sessions are looked through at every key, so that what is looked for in is made once for each. */
const texts = localized(() => new WeakMap<ListedSession, string>());

/** Whether all words stand in what is shown of a session, in whatever order, whatever their case and their accents. */
export function isFound(session: ListedSession, words: string): boolean {
  // Nothing is made for a thousand sessions that are not looked through.
  if (words.trim() === '') return true;
  const wanted = plain(words).split(/\s+/);
  const text = texts().get(session) ?? textOf(session);
  return wanted.every((word) => text.includes(word));
}

function textOf(session: ListedSession): string {
  const { selfName, device, address } = session;
  const text = plain([sessionName(session), selfName, deviceName(device), address, whereabouts(session)].join('\n'));
  texts().set(session, text);
  return text;
}

const plain = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i').trim();
