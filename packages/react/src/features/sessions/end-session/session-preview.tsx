import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { SessionView } from '../../../api/outputs.ts';
import { messages } from '../../../i18n/messages.ts';
import { DeviceLine, SessionName } from '../../devices/session-name.tsx';
import { SessionFacts } from './session-facts.tsx';

interface SessionPreviewProps {
  readonly sessions: readonly SessionView[];
  readonly now: Date;
}

/** The estimated height of an entry, in pixels. */
const usualHeight = 80;

/** A list of sessions in a box that scrolls. Only visible entries are rendered. */
export default function SessionPreview({ sessions, now }: SessionPreviewProps) {
  const box = useRef<HTMLElement>(null);
  // oxlint-disable-next-line incompatible-library -- no compiler memoizes this component.
  const virtual = useVirtualizer({
    count: sessions.length,
    getScrollElement: () => box.current,
    estimateSize: () => usualHeight,
    overscan: 4,
  });
  return (
    // oxlint-disable-next-line no-noninteractive-tabindex -- a box that scrolls has to be reachable by keyboard.
    <section ref={box} aria-label={messages.revokeMany.list} tabIndex={0} className="preview">
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
