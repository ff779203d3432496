import { whereabouts } from '../../places/whereabouts.ts';
import type { ListedSession } from '../listed-session.ts';
import { deviceName, sessionName } from '../session-name.ts';

/** Sessions are looked through at every key, so that what is looked for in is made once for each. */
const texts = new WeakMap<ListedSession, string>();

/** Whether all words stand in what is shown of a session, in whatever order, whatever their case and their accents. */
export function isFound(session: ListedSession, words: string): boolean {
  const wanted = plain(words).split(/\s+/);
  const text = texts.get(session) ?? textOf(session);
  return wanted.every((word) => text.includes(word));
}

function textOf(session: ListedSession): string {
  const { selfName, device, address } = session;
  const text = plain([sessionName(session), selfName, deviceName(device), address, whereabouts(session)].join('\n'));
  texts.set(session, text);
  return text;
}

const plain = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i').trim();
