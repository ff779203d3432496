/** The page that a script runs in, as far as it tells the subscription to connect. Node and React Native have none. */
export const isHidden = (): boolean => globalThis.document?.visibilityState === 'hidden';

/** Whether the browser says that it has no network. Where it says nothing, requests show it. */
export const isOffline = (): boolean => !(globalThis.navigator?.onLine ?? true);

interface PageListeners {
  readonly onVisibility: () => void;
  readonly onOnline: () => void;
  readonly onOffline: () => void;
}

/** Listens to the page. Returns a function that ends that. */
export function listenToPage({ onVisibility, onOnline, onOffline }: PageListeners): () => void {
  const { document, addEventListener } = globalThis;
  // React Native has a `window` without events.
  if (document === undefined || addEventListener === undefined) return () => {};
  const controller = new AbortController();
  const { signal } = controller;
  document.addEventListener('visibilitychange', onVisibility, { signal });
  globalThis.addEventListener('online', onOnline, { signal });
  globalThis.addEventListener('offline', onOffline, { signal });
  return () => controller.abort();
}
