import { useSyncExternalStore } from 'react';

/** Null outside a browser, where the tests of texts render. */
const print = globalThis.matchMedia?.('print') ?? null;

function onPrint(listener: () => void): () => void {
  print?.addEventListener('change', listener);
  return () => print?.removeEventListener('change', listener);
}

/** Whether the page is being printed, or shown in the preview of a print. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(
    onPrint,
    () => print?.matches ?? false,
    () => false,
  );
}
