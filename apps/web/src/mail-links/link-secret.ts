import { useEffect, useState } from 'react';

/** The part of the address that names the page, under which its secret is kept: another mail's link leads to another page. */
const key = (): string => `latchkey-link ${window.location.pathname}`;

/** For a browser that forbids storage: then a secret is known until the page is loaded anew. */
const inMemory = new Map<string, string>();

function read(): string {
  try {
    return window.sessionStorage.getItem(key()) ?? inMemory.get(key()) ?? '';
  } catch {
    return inMemory.get(key()) ?? '';
  }
}

function write(secret: string) {
  inMemory.set(key(), secret);
  try {
    window.sessionStorage.setItem(key(), secret);
  } catch {
    // The memory has it.
  }
}

/** Forgets the secret of this page, because it is used up. What the page shows of it stays until it is left. */
export function forgetLinkSecret() {
  inMemory.delete(key());
  try {
    window.sessionStorage.removeItem(key());
  } catch {
    // Then it was never stored.
  }
}

/**
 * Takes what stands behind the # out of the address bar, where it could be read over a shoulder and copied with the address,
 * and keeps it for this tab. There it outlives a reload, Back and a change of language. No server was ever sent it.
 */
function take() {
  const { hash, pathname, search } = window.location;
  if (hash.length <= 1) return;
  write(hash.slice(1));
  window.history.replaceState(window.history.state, '', `${pathname}${search}`);
}

take();

/** The secret of the mail's link that led to this page, or an empty text; and a way to go on without it. */
export function useLinkSecret(): readonly [secret: string, drop: () => void] {
  const [secret, setSecret] = useState(read);
  useEffect(() => {
    // A second link in the same tab loads nothing anew.
    const look = () => {
      take();
      setSecret(read());
    };
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);
  const drop = () => {
    forgetLinkSecret();
    setSecret('');
  };
  return [secret, drop];
}
