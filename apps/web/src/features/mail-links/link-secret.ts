import { useEffect, useState } from 'react';
import { routes } from '../../layout/routes.ts';

/** The key in the session storage. It contains the path, so that each screen has its own secret. */
const key = (): string => `latchkey-link ${window.location.pathname}`;

/** For browsers that block the session storage. The secret is then lost on reload. */
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
    // The secret stays in memory.
  }
}

/** Deletes the secret of this screen after use. What the screen already shows stays. */
export function forgetLinkSecret() {
  inMemory.delete(key());
  try {
    window.sessionStorage.removeItem(key());
  } catch {
    // The secret was never stored.
  }
}

/**
 * Moves the secret from the hash into the session storage, because the address bar can be read by others and copied. There it
 * survives a reload, Back and a change of language. The hash is never sent to a server. Returns whether there was a secret; the
 * skip link also writes a hash.
 */
function take(): boolean {
  const { hash, pathname, search } = window.location;
  if (hash.length <= 1 || hash === routes.main) return false;
  write(hash.slice(1));
  window.history.replaceState(window.history.state, '', `${pathname}${search}`);
  return true;
}

take();

/** The secret of this screen's link or an empty string, and a function that deletes it. */
export function useLinkSecret(): readonly [secret: string, drop: () => void] {
  const [secret, setSecret] = useState(read);
  useEffect(() => {
    // A second link in the same tab only changes the hash. The same link again reloads the page, because it may have been used
    // by now.
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
