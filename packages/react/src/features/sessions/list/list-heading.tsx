import { ShieldCheck } from 'lucide-react';
import { type ReactNode, useId, useRef } from 'react';
import { messages } from '../../../i18n/messages.ts';
import { useFocusFallback } from '../../../ui/focus.ts';

interface ListHeadingProps {
  /** The number of other sessions, visible or not. */
  readonly count: number;
  readonly visibleCount: number;
  /** Whether all sessions have been loaded, and whether a load is running. */
  readonly isComplete: boolean;
  readonly isLoading: boolean;
  readonly retry: () => void;
}

/** The heading of the list with the number of sessions, and a retry button after a failed load. */
export function ListHeading({ count, visibleCount, isComplete, isLoading, retry }: ListHeadingProps) {
  const { othersCount, othersSoFar, othersShown, notAll } = messages.sessions;
  const id = useId();
  const words =
    visibleCount < count ? othersShown(visibleCount, count) : isComplete ? othersCount(count) : othersSoFar(count);
  return (
    <div className="list-title">
      <h2 id="latchkey-devices" tabIndex={-1} className="section-title outline-none">
        {messages.deviceList.title}
      </h2>
      {count > 0 && <output className="block text-sm text-muted">{words}</output>}
      {!isComplete && !isLoading && (
        <p role="alert" className="flex flex-wrap items-center gap-x-1.5 text-sm text-problem">
          <span id={`${id}why`}>{notAll}</span>
          <button
            type="button"
            id={`${id}retry`}
            aria-labelledby={`${id}retry ${id}why`}
            className="link min-h-11"
            onClick={retry}
          >
            {messages.loading.retry}
          </button>
        </p>
      )}
    </div>
  );
}

interface ListActionProps {
  readonly children: ReactNode;
}

/** Moves the focus to the heading when the button inside disappears with the last session. */
export function ListAction({ children }: ListActionProps) {
  const wrapper = useRef<HTMLDivElement>(null);
  useFocusFallback(wrapper);
  return <div ref={wrapper}>{children}</div>;
}

export function NoOtherSessions() {
  const { none, noneHint } = messages.sessions;
  return (
    <div className="none-other">
      <ShieldCheck aria-hidden size={22} strokeWidth={1.75} className="shrink-0 text-accent-text" />
      <p className="font-medium">{none}</p>
      <p className="text-muted">{noneHint}</p>
    </div>
  );
}

/** Shown when the criteria match no session. */
export function NothingMatches() {
  const { none, noneHint } = messages.filters;
  return (
    <div className="card px-6 py-12 text-center">
      <p className="font-medium">{none}</p>
      <p className="text-muted">{noneHint}</p>
    </div>
  );
}
