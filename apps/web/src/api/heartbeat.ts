import { useSyncExternalStore } from 'react';

/** More than two of the server's pings (packages/api/src/procedure.ts). A stream that is silent for longer is not live. */
const silence = 7000;

let isHeard = false;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function setHeard(heard: boolean) {
  if (heard === isHeard) return;
  isHeard = heard;
  for (const listener of listeners) listener();
}

function noteSign() {
  clearTimeout(timer);
  timer = setTimeout(() => setHeard(false), silence);
  setHeard(true);
}

/** What the server's stream sends: that it is connected, that it is still there, and its messages. */
const signs = ['connected', 'ping', 'message'];

/**
 * The browser's streams, such that each notes every sign of life. A server that hangs, and a network that is gone, close no connection: only
 * silence tells of them, long before it is worth while to connect anew.
 */
export const noting = (Stream: typeof EventSource): typeof EventSource =>
  class extends Stream {
    constructor(...given: ConstructorParameters<typeof EventSource>) {
      super(...given);
      for (const sign of signs) this.addEventListener(sign, noteSign);
    }
  };

function onChange(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

/** Whether the server has been heard within the last seconds, and the browser does not know that it is offline. */
export const useHeard = (): boolean => useSyncExternalStore(onChange, () => isHeard && navigator.onLine);
