import { useSyncExternalStore } from 'react';

/** The key of this tab's storage. A tab of its own has a secret of its own, and what a tab stores ends with it. */
const key = 'latchkey-new-device';

/** A browser may forbid storage: then the secret is known until the page is loaded anew. */
function stored(): string {
  try {
    return window.sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function store(text: string) {
  try {
    if (text === '') window.sessionStorage.removeItem(key);
    else window.sessionStorage.setItem(key, text);
  } catch {
    // See above.
  }
}

let secret = stored();

/**
 * Takes what stands behind the # out of the address bar, where it would be seen over a shoulder and copied with the
 * address. No server was ever sent it. It is kept for this tab, so that the question survives a reload, Back, and another
 * language, which loads the page anew.
 */
function take() {
  const { hash, pathname } = window.location;
  if (hash.length <= 1) return;
  secret = hash.slice(1);
  store(secret);
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

/** Forgets the secret for the next load, once nothing is left to answer. The page goes on showing what it shows. */
export const forgetAddressSecret = () => store('');
