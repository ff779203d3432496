/** Waits before a part that did not load is requested again, in milliseconds. A server that restarts answers within them. */
const pauses = [1000, 3000];

/** Where the browser does not say whether there is a network, requests show it. */
const isOnline = () => globalThis.navigator?.onLine ?? true;

/**
 * Sent to the window where a part that is needed did not load. The hosted page then loads itself again, because an update of the
 * server may have removed the part.
 */
const loadFailed = 'latchkey:load-failed';

/** Loads a part of the page. */
export interface OnDemand<Part> {
  (): Promise<Part>;
  /** Loads it before it is needed. A failure shows where it is needed. */
  readonly preload: () => void;
}

/**
 * Makes a function that loads a part of the page, for `lazy` of React, which would keep the error of a failed load for ever. The
 * function tries again: twice after pauses, and each time that a network returns. It rejects with the last error.
 */
export const onDemand = <Part>(load: () => Promise<Part>): OnDemand<Part> =>
  Object.assign(
    async () => {
      for (const pause of pauses) {
        try {
          return await loadOnline(load);
        } catch {
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
      }
      return loadOnline(load);
    },
    { preload: () => void load().catch(() => {}) },
  );

/** Where the browser says that the user wants it to load little. */
const savesData = () => 'connection' in navigator && Object(navigator.connection).saveData === true;

/** Loads a part when the browser has nothing else to do, unless it has to save data. Safari cannot tell, and loads at once. */
export function preloadWhenIdle(part: OnDemand<unknown>) {
  if (!savesData()) (globalThis.requestIdleCallback ?? setTimeout)(part.preload);
}

/** The handlers of a control that opens a part. They load it when the pointer or the focus reaches the control. */
export function preloadOnApproach({ preload }: OnDemand<unknown>) {
  return { onPointerEnter: preload, onPointerDown: preload, onFocus: preload };
}

/** Loads a part that is needed. When that fails without a network, loads it when there is one again. */
async function loadOnline<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    if (isOnline()) {
      // Not on a server, which has no window.
      globalThis.dispatchEvent?.(new Event(loadFailed));
      throw error;
    }
    await new Promise<void>((resolve) => globalThis.addEventListener('online', () => resolve(), { once: true }));
    return loadOnline(load);
  }
}
