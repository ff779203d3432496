import { useSyncExternalStore } from 'react';

export interface Toast {
  /** A toast replaces the one that is in view with the same id. */
  readonly id: string;
  /** A problem stays in view until the reader dismisses it. The others go after a while. */
  readonly tone: 'done' | 'news' | 'problem';
  readonly text: string;
  readonly detail?: string | undefined;
  readonly action?: { readonly label: string; readonly act: () => void } | undefined;
  /** How long it stays in view, in milliseconds. Of no use to a problem. */
  readonly duration: number;
  /** The sessions that this problem left signed in. Each of their rows shows the problem too. */
  readonly failedIds: readonly number[];
  /** Called when the toast has left the view, for whatever reason. */
  readonly onGone?: (() => void) | undefined;
}

type NewToast = Pick<Toast, 'tone' | 'text'> & Partial<Toast>;

/** Long enough to read two lines. In milliseconds. */
const usualDuration = 6000;

/** More at once would cover the page: the oldest goes. */
const mostToasts = 8;

let toasts: readonly Toast[] = [];
let lastNumber = 0;
const listeners = new Set<() => void>();

function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setToasts(next: readonly Toast[]) {
  const gone = toasts.filter(({ id }) => !next.some((other) => other.id === id));
  toasts = next;
  for (const listener of listeners) listener();
  for (const { onGone } of gone) onGone?.();
}

/** Shows a message at the lower edge of the page, over everything but a dialog. */
export function showToast(toast: NewToast) {
  lastNumber += 1;
  const shown: Toast = { id: `toast-${lastNumber}`, duration: usualDuration, failedIds: [], ...toast };
  const isThere = toasts.some(({ id }) => id === shown.id);
  const next = isThere ? toasts.map((other) => (other.id === shown.id ? shown : other)) : [...toasts, shown];
  setToasts(next.slice(-mostToasts));
}

export function dismissToast(id: string) {
  setToasts(toasts.filter((toast) => toast.id !== id));
}

export function dismissToasts() {
  setToasts([]);
}

/** Takes sessions out of the problems that name them, because they are tried again or have ended by now. */
export function forgetFailures(ids: readonly number[]) {
  const forgotten = new Set(ids);
  if (!toasts.some(({ failedIds }) => failedIds.some((id) => forgotten.has(id)))) return;
  setToasts(
    toasts.flatMap((toast) => {
      const failedIds = toast.failedIds.filter((id) => !forgotten.has(id));
      return failedIds.length === 0 && toast.failedIds.length > 0 ? [] : [{ ...toast, failedIds }];
    }),
  );
}

/** What is in view, the oldest first. */
export const useToasts = (): readonly Toast[] => useSyncExternalStore(onToasts, () => toasts);

/** The problem that left this session signed in, for as long as the reader has not dismissed it. */
export const useFailure = (sessionId: number): Toast | undefined =>
  useSyncExternalStore(onToasts, () => toasts.findLast(({ failedIds }) => failedIds.includes(sessionId)));
