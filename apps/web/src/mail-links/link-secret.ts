import { useEffect, useState } from 'react';
import { addresses } from '../addresses.ts';

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
 * and keeps it for this tab. There it outlives a reload, Back and a change of language. No server was ever sent it. Answers
 * whether a secret stood there: the link past the header writes its own target behind the #.
 */
function take(): boolean {
  const { hash, pathname, search } = window.location;
  if (hash.length <= 1 || hash === addresses.main) return false;
  write(hash.slice(1));
  window.history.replaceState(window.history.state, '', `${pathname}${search}`);
  return true;
}

take();

/** The secret of the mail's link that led to this page, or an empty text; and a way to go on without it. */
export function useLinkSecret(): readonly [secret: string, drop: () => void] {
  const [secret, setSecret] = useState(read);
  useEffect(() => {
    // A second link in the same tab loads nothing anew. The same link once more does, because it may be used up by now.
    const look = () => {
      if (!take()) return;
      if (read() === secret) window.location.reload();
      else setSecret(read());
    };
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, [secret]);
  const drop = () => {
    forgetLinkSecret();
    setSecret('');
  };
  return [secret, drop];
}
