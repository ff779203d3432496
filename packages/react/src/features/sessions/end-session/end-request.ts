import { useSyncExternalStore } from 'react';
import { onSessionCleared } from '../../../api/queries.ts';
import type { OpenAlert, SessionView } from '../../../api/outputs.ts';

/** What the user asks to end. `sessions` are exactly those that the dialog shows, even if the list changes meanwhile. */
export type EndRequest =
  | { readonly kind: 'one'; readonly sessions: readonly [SessionView] }
  | { readonly kind: 'many' | 'others'; readonly sessions: readonly SessionView[] }
  /** The no to a sign-in alert, which ends the sessions of its device. */
  | { readonly kind: 'denial'; readonly alert: OpenAlert };

/**
 * What the dialog shows: the question, or after the end the form for a new password. `isUnknown`: the user has said that they
 * do not recognise the device, so that a new password follows.
 */
export type EndDialog =
  | { readonly step: 'question'; readonly ending: EndRequest; readonly isUnknown: boolean }
  | { readonly step: 'newPassword'; readonly done: string };

interface State {
  readonly dialog: EndDialog | null;
  readonly endingIds: ReadonlySet<number>;
}

const idle: State = { dialog: null, endingIds: new Set() };

let state = idle;
const listeners = new Set<() => void>();

function onState(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setState(next: Partial<State>) {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

/** Opens the dialog, or replaces what it shows. It is rendered beside the screens, so it stays when its row leaves the list. */
export const showEndDialog = (dialog: EndDialog) => setState({ dialog });

export const closeEndDialog = () => setState({ dialog: null });

/** Closes this dialog, and no later one. */
export const closeIfShown = (dialog: EndDialog) => {
  if (state.dialog === dialog) closeEndDialog();
};

/** Whether the dialog still asks about an ending. The user may have closed it while a request ran. */
export const isAsked = (ending: EndRequest): boolean =>
  state.dialog?.step === 'question' && state.dialog.ending === ending;
onSessionCleared(closeEndDialog);

let endings: readonly (readonly number[])[] = [];

function setEndings(next: typeof endings) {
  endings = next;
  setState({ endingIds: new Set(endings.flat()) });
}

/** Marks sessions as being ended, for their rows. Returns a function for when the request has been answered. */
export function markEnding(ids: readonly number[]): () => void {
  const marked = [...ids];
  setEndings([...endings, marked]);
  return () => setEndings(endings.filter((one) => one !== marked));
}

export const useEndDialog = (): EndDialog | null =>
  useSyncExternalStore(
    onState,
    () => state.dialog,
    () => null,
  );

/** The ids of the sessions that are being ended. */
export const useEndingIds = (): ReadonlySet<number> =>
  useSyncExternalStore(
    onState,
    () => state.endingIds,
    () => idle.endingIds,
  );
