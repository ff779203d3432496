import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { messages } from '../../../i18n/messages.ts';
import { ListRow, type SessionRowsProps } from './session-rows.tsx';

/** The estimated height of a row, in pixels: rows are higher on narrow screens. */
const usualHeight = () => (window.innerWidth < 640 ? 88 : 72);

/** How many rows outside the window are rendered, so that tabbing and scrolling reach them. */
const overscan = 6;

/** Renders the rows near the window, for lists of any length, and the row that has the focus. */
export default function LongSessionRows({ rows, context }: SessionRowsProps) {
  const list = useRef<HTMLUListElement>(null);
  const focusedKey = useFocusedRow(list);
  const focusedIndex = focusedKey === null ? -1 : rows.findIndex(({ key }) => key === focusedKey);
  // oxlint-disable-next-line incompatible-library -- no compiler memoizes this component.
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: usualHeight,
    overscan,
    scrollMargin: usePageOffset(list),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const inView = defaultRangeExtractor(range);
        return focusedIndex < 0 || inView.includes(focusedIndex)
          ? inView
          : [...inView, focusedIndex].toSorted((a, b) => a - b);
      },
      [focusedIndex],
    ),
  });

  return (
    <>
      <p className="hidden text-sm text-muted print:block">{messages.filters.printed}</p>
      <ul
        ref={list}
        aria-labelledby="latchkey-devices"
        className="card device-list relative"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <ListRow
                key={row.key}
                row={row}
                context={context}
                index={index}
                count={rows.length}
                top={start - virtual.options.scrollMargin}
                measure={virtual.measureElement}
              />
            )
          );
        })}
      </ul>
    </>
  );
}

/** The key of the row that had the focus last. It has to stay rendered to keep the focus. */
function useFocusedRow(list: RefObject<HTMLElement | null>): string | null {
  const [key, setKey] = useState<string | null>(null);
  useEffect(() => {
    const element = list.current;
    const onFocus = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest('[data-key]') : null;
      setKey(row?.getAttribute('data-key') ?? null);
    };
    element?.addEventListener('focusin', onFocus);
    return () => element?.removeEventListener('focusin', onFocus);
  }, [list]);
  return key;
}

/** The distance of an element from the top of the page in pixels, updated when the page's height changes. */
function usePageOffset(element: RefObject<HTMLElement | null>): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const top = element.current?.getBoundingClientRect().top;
      if (top !== undefined) setOffset(Math.round(top + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return offset;
}
