import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import {
  type FocusEvent,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { onSessionCleared } from '../api/queries.ts';
import { messages } from '../i18n/messages.ts';
import { focusHeading } from './focus.ts';
import { useBottomEdge } from './use-bottom-edge.ts';
import { useIsVisible } from './use-is-visible.ts';

export interface Toast {
  /** A new toast replaces the visible toast with the same id. */
  readonly id: string;
  /** A `problem` stays until the user dismisses it. The others disappear after `duration`. */
  readonly tone: 'done' | 'news' | 'problem';
  readonly text: string;
  readonly detail?: string | undefined;
  readonly action?: { readonly label: string; readonly act: () => void } | undefined;
  /** In milliseconds. Ignored for a `problem`. */
  readonly duration: number;
  /** The sessions that this problem left signed in. Their rows show the problem too. */
  readonly failedIds: readonly number[];
  /** Called when the toast has disappeared. */
  readonly onGone?: (() => void) | undefined;
}

type NewToast = Pick<Toast, 'tone' | 'text'> & Partial<Toast>;

/** Long enough to read two lines. In milliseconds. */
const usualDuration = 6000;

/** More would cover the page: the oldest disappears. */
const mostToasts = 8;

const none: readonly Toast[] = [];
let shownToasts = none;
let lastNumber = 0;
const listeners = new Set<() => void>();

function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setToasts(next: readonly Toast[]) {
  const gone = shownToasts.filter(({ id }) => !next.some((other) => other.id === id));
  shownToasts = next;
  for (const listener of listeners) listener();
  for (const { onGone } of gone) onGone?.();
}

/** Shows a toast at the lower edge of the page. */
export function showToast(toast: NewToast) {
  lastNumber += 1;
  const newToast: Toast = { id: `toast-${lastNumber}`, duration: usualDuration, failedIds: [], ...toast };
  const isThere = shownToasts.some(({ id }) => id === newToast.id);
  const next = isThere
    ? shownToasts.map((other) => (other.id === newToast.id ? newToast : other))
    : [...shownToasts, newToast];
  setToasts(next.slice(-mostToasts));
}

/** Removes a toast, which gives the focus back if it was in the toast. */
function dismissToast(id: string) {
  setToasts(shownToasts.filter((toast) => toast.id !== id));
}

/** A toast may name a device of the former user. */
onSessionCleared(() => setToasts([]));

/** Removes sessions from the problems that name them, because they are tried again or have ended. */
export function clearErrors(ids: readonly number[]) {
  const forgotten = new Set(ids);
  if (!shownToasts.some(({ failedIds }) => failedIds.some((id) => forgotten.has(id)))) return;
  setToasts(
    shownToasts.flatMap((toast) => {
      const failedIds = toast.failedIds.filter((id) => !forgotten.has(id));
      return failedIds.length === 0 && toast.failedIds.length > 0 ? [] : [{ ...toast, failedIds }];
    }),
  );
}

/** The visible toasts, the oldest first. */
const useToasts = (): readonly Toast[] =>
  useSyncExternalStore(
    onToasts,
    () => shownToasts,
    () => none,
  );

/** The latest problem about a session that the user has not dismissed. */
export const useSessionError = (sessionId: number): Toast | undefined =>
  useSyncExternalStore(
    onToasts,
    () => shownToasts.findLast(({ failedIds }) => failedIds.includes(sessionId)),
    () => undefined,
  );

/** With Alt, and by the position of the key, because Alt writes another character on some keyboards. */
const hotkey = { code: 'KeyT', label: 'Alt+T' };

/** Whether a key may write a character: `†` on a Mac, and others with AltGr. The target inside a shadow root is in the path. */
function isTyped(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  const isField =
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
  return isField || event.getModifierState('AltGraph');
}

const icons = { done: CircleCheck, news: Info, problem: CircleAlert };

/**
 * The region of the toasts. They are announced without taking the focus, and Alt+T outside of fields focuses them. None disappears while one has
 * the focus or the pointer moved over it, or while the tab is hidden.
 */
export function Toaster() {
  const toasts = useToasts();
  const isEmpty = toasts.length === 0;
  const region = useRef<HTMLElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const before = useRef<Element | null>(null);
  const [isHeld, setHeld] = useState(false);
  const isVisible = useIsVisible();
  useBottomEdge(list, '--latchkey-toasts', !isEmpty);

  useEffect(() => {
    if (isEmpty) return undefined;
    const reach = (event: KeyboardEvent) => {
      if (!event.altKey || event.code !== hotkey.code || isTyped(event)) return;
      event.preventDefault();
      region.current?.focus();
    };
    document.addEventListener('keydown', reach);
    return () => document.removeEventListener('keydown', reach);
  }, [isEmpty]);

  // No `pointerleave` is sent when the element under the pointer is removed.
  if (isHeld && isEmpty) setHeld(false);

  const hold = ({ relatedTarget }: FocusEvent) => {
    if (!region.current?.contains(relatedTarget)) before.current = relatedTarget;
    setHeld(true);
  };
  /** Returns the focus from a toast that disappears to where it came from. */
  const giveBack = useCallback(() => {
    const { current } = before;
    if (current instanceof HTMLElement && current.isConnected) current.focus();
    else focusHeading();
  }, []);
  return (
    // oxlint-disable-next-line no-noninteractive-element-interactions -- the handlers only pause the timers of the toasts.
    <section
      ref={region}
      tabIndex={-1}
      aria-label={`${messages.notifications} ${hotkey.label}`}
      aria-live="polite"
      aria-relevant="additions text"
      aria-atomic={false}
      className="toaster screen-only"
      onFocus={hold}
      onBlur={() => setHeld(false)}
      // A toast that appears under a resting pointer sends `pointerenter`, although the pointer has not moved.
      onPointerMove={() => setHeld(true)}
      onPointerLeave={() => setHeld(region.current?.contains(document.activeElement) ?? false)}
    >
      <ol ref={list} className="toasts">
        {toasts.map((toast) => (
          <ToastItem key={toast.id} toast={toast} isHeld={isHeld || !isVisible} onFocusLost={giveBack} />
        ))}
      </ol>
    </section>
  );
}

interface ToastItemProps {
  readonly toast: Toast;
  readonly isHeld: boolean;
  readonly onFocusLost: () => void;
}

function ToastItem({ toast, isHeld, onFocusLost }: ToastItemProps) {
  const item = useRef<HTMLLIElement>(null);
  const id = useId();
  const { tone, text, detail, action, duration } = toast;
  const Icon = icons[tone];

  useEffect(() => {
    if (isHeld || tone === 'problem') return undefined;
    const timer = setTimeout(() => dismissToast(toast.id), duration);
    return () => clearTimeout(timer);
  }, [toast, isHeld, tone, duration]);

  useLayoutEffect(() => {
    const element = item.current;
    return () => {
      if (element?.contains(document.activeElement)) onFocusLost();
    };
  }, [onFocusLost]);

  return (
    <li ref={item} className="toast" data-toast data-tone={tone}>
      <Icon aria-hidden size={20} />
      <div className="min-w-0">
        <p id={`${id}text`} className="font-medium">
          {text}
        </p>
        {detail && <p className="text-muted">{detail}</p>}
      </div>
      <div className="toast-actions">
        {action && (
          <button
            type="button"
            id={`${id}act`}
            aria-labelledby={`${id}act ${id}text`}
            className="toast-action"
            onClick={action.act}
          >
            {action.label}
          </button>
        )}
        {/* Its name contains the toast's text, because several toasts may be visible. */}
        <button
          type="button"
          id={`${id}dismiss`}
          aria-label={messages.dismiss}
          aria-labelledby={`${id}dismiss ${id}text`}
          className="toast-dismiss"
          onClick={() => dismissToast(toast.id)}
        >
          <X aria-hidden size={18} />
        </button>
      </div>
    </li>
  );
}
