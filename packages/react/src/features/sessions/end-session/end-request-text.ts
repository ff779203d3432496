import type { NamedDevice } from '@latchkey/client';
import type { SessionView } from '../../../api/outputs.ts';
import { localized } from '../../../i18n/locale.ts';
import { messages } from '../../../i18n/messages.ts';
import { nameInList, nameInSentence } from '../../devices/session-name.tsx';
import type { EndRequest } from './end-request.ts';
import type { EndResult } from './end-sessions.ts';

/** The one device of an ending, or null for several. */
const deviceOf = (ending: EndRequest): NamedDevice | null =>
  ending.kind === 'denial' ? ending.alert : ending.kind === 'one' ? ending.sessions[0] : null;

/** The texts of the question before an ending. `isElsewhere`: its user has no password here that the texts could speak of. */
export function questionOf(ending: EndRequest, isElsewhere = false) {
  const { revoke, revokeMany, revokeOthers, logout, alerts } = messages;
  const device = deviceOf(ending);
  if (device !== null) {
    const name = nameInSentence(device);
    const isGone = ending.kind === 'denial' && !ending.alert.isLive;
    const program = device.device.kind === 'program';
    const consequence = isElsewhere ? messages.application.consequence : revoke.consequence;
    return {
      title: isGone ? alerts.denied.titleGone(name) : revoke.question(name),
      consequence: isGone ? alerts.denied.doneGone : program ? revoke.consequenceForProgram : consequence,
      cancel: isGone ? messages.cancel : revoke.cancel,
      confirm: isGone ? alerts.noGone : logout.action,
    };
  }
  const count = ending.kind === 'denial' ? 1 : ending.sessions.length;
  const { question, consequence } = ending.kind === 'others' ? revokeOthers : revokeMany;
  const { cancel, confirm } = revokeOthers;
  return { title: question(count), consequence, cancel, confirm: confirm(count) };
}

/** Says that an ending has failed, and how many of its sessions are still signed in. */
export function failureOf(ending: EndRequest, left: number): string {
  const device = deviceOf(ending);
  if (device !== null) return messages.revoke.failed(nameInSentence(device));
  return ending.kind === 'others' ? messages.revokeOthers.failed : messages.revokeMany.failed(left);
}

/** Says what an ending has done. `detail` names sessions that had already ended. */
export function outcomeOf(ending: EndRequest, { ended, alreadyEnded }: EndResult): { text: string; detail?: string } {
  const { alerts, revoke, revokeOthers } = messages;
  const device = deviceOf(ending);
  if (device !== null) {
    const name = nameInSentence(device);
    if (ending.kind === 'denial') return { text: ended > 0 ? revoke.done(name) : alerts.denied.titleGone(name) };
    return { text: ended > 0 ? revoke.done(name) : revoke.gone(name) };
  }
  const detail = alreadyEnded.length > 0 ? describeAlreadyEnded(alreadyEnded) : undefined;
  if (ended === 0 && detail !== undefined) return { text: detail };
  return { text: revokeOthers.done(ended), ...(detail !== undefined && { detail }) };
}

/** How many sessions that had already ended are named. The others are counted. */
const named = 3;

const list = localized((locale) => new Intl.ListFormat(locale));

function describeAlreadyEnded(sessions: readonly SessionView[]): string {
  const { gone, more } = messages.revokeMany;
  const names = sessions.slice(0, named).map(nameInList);
  const rest = sessions.length - names.length;
  return gone(list().format(rest > 0 ? [...names, more(rest)] : names), sessions.length);
}
