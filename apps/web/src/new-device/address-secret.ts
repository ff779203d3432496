import { useSyncExternalStore } from 'react';

let secret = '';

/**
 * Takes what stands behind the # out of the address bar, where it would be seen over a shoulder and copied with the
 * address. No server was ever sent it.
 */
function take() {
  const { hash, pathname } = window.location;
  if (hash.length <= 1) return;
  secret = hash.slice(1);
  window.history.replaceState(window.history.state, '', pathname);
}

take();

function onAddress(listener: () => void): () => void {
  const look = () => {
    take();
    listener();
  };
  // A second link in the same tab loads nothing anew.
  window.addEventListener('hashchange', look);
  return () => window.removeEventListener('hashchange', look);
}

/** The secret of the link that the page was opened with, or an empty text. */
export const useAddressSecret = (): string => useSyncExternalStore(onAddress, () => secret);
