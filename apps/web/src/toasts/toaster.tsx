import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { type FocusEvent, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { focusHeading } from '../screen/focus-heading.ts';
import { useBottomEdge } from '../screen/use-bottom-edge.ts';
import { useIsVisible } from '../screen/use-is-visible.ts';
import { sentences } from '../sentences.ts';
import { type Toast, dismissToast, useToasts } from './toasts.ts';

/** With Alt, by the key's place, because Alt writes another letter on some keyboards. */
const hotkey = { code: 'KeyT', label: 'Alt+T' };

const icons = { done: CircleCheck, news: Info, problem: CircleAlert };

/**
 * Messages at the lower edge of the page. They are read out as they come, take no focus, and are reached by Alt+T. While one of
 * them has the focus or the pointer, or the tab is hidden, none of them goes by itself.
 */
export function Toaster() {
  const toasts = useToasts();
  const region = useRef<HTMLElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const before = useRef<Element | null>(null);
  const [isHeld, setHeld] = useState(false);
  const isVisible = useIsVisible();
  useBottomEdge(list, '--toasts', toasts.length > 0);

  useEffect(() => {
    const reach = (event: KeyboardEvent) => {
      if (!event.altKey || event.code !== hotkey.code) return;
      event.preventDefault();
      region.current?.focus();
    };
    document.addEventListener('keydown', reach);
    return () => document.removeEventListener('keydown', reach);
  }, []);

  // No event tells that an element under the pointer was removed.
  if (isHeld && toasts.length === 0) setHeld(false);

  const hold = ({ relatedTarget }: FocusEvent) => {
    if (!region.current?.contains(relatedTarget)) before.current = relatedTarget;
    setHeld(true);
  };
  /** Where the focus goes from a toast that leaves: back to where it came from. */
  const giveBack = useCallback(() => {
    const { current } = before;
    if (current instanceof HTMLElement && current.isConnected) current.focus();
    else focusHeading();
  }, []);
  return (
    // oxlint-disable-next-line no-noninteractive-element-interactions -- they only hold the time, for what is read or reached.
    <section
      ref={region}
      tabIndex={-1}
      aria-label={`${sentences.notifications} ${hotkey.label}`}
      aria-live="polite"
      aria-relevant="additions text"
      aria-atomic={false}
      className="toaster screen-only"
      onFocus={hold}
      onBlur={() => setHeld(false)}
      onPointerEnter={() => setHeld(true)}
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
    const shown = item.current;
    return () => {
      if (shown?.contains(document.activeElement)) onFocusLost();
    };
  }, [onFocusLost]);

  return (
    <li ref={item} className="toast" data-tone={tone}>
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
        {/* Named by what it takes away, because several may be in view. */}
        <button
          type="button"
          id={`${id}dismiss`}
          aria-label={sentences.dismiss}
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
