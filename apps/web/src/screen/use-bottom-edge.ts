import { type RefObject, useLayoutEffect } from 'react';

/** What may lie over the lower edge of the page, one above the other: styles.css adds up these heights. */
type Layer = '--selection-bar' | '--freshness' | '--toasts';

/** Between one layer and the next, in pixels. */
const gap = 12;

/**
 * Tells the style sheet how much of the lower edge an element covers, so that the layers do not cover one another, and so that
 * the browser scrolls what takes the focus into view above them (WCAG 2.2, 2.4.11).
 */
export function useBottomEdge(element: RefObject<HTMLElement | null>, layer: Layer, isShown = true) {
  useLayoutEffect(() => {
    const shown = element.current;
    if (!isShown || !shown) return undefined;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty(layer, `${shown.offsetHeight + gap}px`));
    observer.observe(shown);
    return () => {
      observer.disconnect();
      style.removeProperty(layer);
    };
  }, [element, layer, isShown]);
}
