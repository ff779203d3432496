import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useRef } from 'react';
import { sentences } from '../../sentences.ts';
import { OrderedRow } from '../ordered-row.tsx';
import type { SessionRowsProps } from '../session-rows.tsx';
import { useHeldRow } from './use-held-row.ts';
import { useOffset } from './use-offset.ts';

/** About as high as a row is, in pixels: beside each other, or one under the other as on a phone. */
const usualHeight = () => (window.innerWidth < 640 ? 196 : 92);

/** Rows beyond the window's edges, so that whoever tabs or scrolls finds them there. */
const overscan = 6;

/** The rows that are in view, of a list of which nobody can say how long it is; and the one that has the focus. */
export default function LongSessionRows({ rows, surroundings }: SessionRowsProps) {
  const list = useRef<HTMLUListElement>(null);
  const held = useHeldRow(list);
  const heldIndex = held === null ? -1 : rows.findIndex(({ key }) => key === held);
  // oxlint-disable-next-line incompatible-library -- nothing here is memoized by a compiler.
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: usualHeight,
    overscan,
    scrollMargin: useOffset(list),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const inView = defaultRangeExtractor(range);
        return heldIndex < 0 || inView.includes(heldIndex) ? inView : [...inView, heldIndex].toSorted((a, b) => a - b);
      },
      [heldIndex],
    ),
  });

  return (
    <>
      <p className="hidden text-sm text-muted print:block">{sentences.order.printed}</p>
      <ul ref={list} aria-labelledby="others" className="card relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <OrderedRow
                key={row.key}
                row={row}
                surroundings={surroundings}
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
