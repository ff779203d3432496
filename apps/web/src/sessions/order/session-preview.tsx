import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { sentences } from '../../sentences.ts';
import { DeviceLine } from '../device-line.tsx';
import type { ListedSession } from '../listed-session.ts';
import { SessionFacts } from '../session-facts.tsx';
import { SessionName } from '../session-name-text.tsx';

interface SessionPreviewProps {
  readonly sessions: readonly ListedSession[];
  readonly now: Date;
}

/** About as high as one is, in pixels. */
const usualHeight = 80;

/** Sessions one under the other, however many, in a box that scrolls. */
export function SessionPreview({ sessions, now }: SessionPreviewProps) {
  const box = useRef<HTMLElement>(null);
  // oxlint-disable-next-line incompatible-library -- nothing here is memoized by a compiler.
  const virtual = useVirtualizer({
    count: sessions.length,
    getScrollElement: () => box.current,
    estimateSize: () => usualHeight,
    overscan: 4,
  });
  return (
    // oxlint-disable-next-line no-noninteractive-tabindex -- a box that scrolls has to be reached without a pointer.
    <section ref={box} aria-label={sentences.revokeMany.list} tabIndex={0} className="preview">
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const session = sessions[index];
          return (
            session && (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                aria-setsize={sessions.length}
                aria-posinset={index + 1}
                className="placed py-2"
                style={{ translate: `0 ${start}px` }}
              >
                <p className="font-medium">
                  <SessionName session={session} />
                </p>
                <DeviceLine session={session} />
                <SessionFacts session={session} now={now} />
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}
