import { type RefObject, useLayoutEffect } from 'react';

/** Elements that may cover the lower edge of the page, stacked. The style sheets add up these heights. */
type Layer = '--latchkey-selection-bar' | '--latchkey-connection' | '--latchkey-toasts';

/** Between two layers, in pixels. */
const gap = 12;

/**
 * Writes the height of an element that covers the lower edge into a CSS variable, so that layers stack, and so that the browser
 * scrolls a focused element into view above them (WCAG 2.2, 2.4.11).
 */
export function useBottomEdge(element: RefObject<HTMLElement | null>, layer: Layer, isShown = true) {
  useLayoutEffect(() => {
    const layerElement = element.current;
    if (!isShown || !layerElement) return undefined;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty(layer, `${layerElement.offsetHeight + gap}px`));
    observer.observe(layerElement);
    return () => {
      observer.disconnect();
      style.removeProperty(layer);
    };
  }, [element, layer, isShown]);
}
