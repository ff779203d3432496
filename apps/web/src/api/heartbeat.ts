import { useSyncExternalStore } from 'react';

/**
 * Longer than two pings of the server (packages/api/src/procedure.ts). After this silence, in milliseconds, the stream counts
 * as dead.
 */
const silence = 7000;

let isAlive = false;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function setAlive(alive: boolean) {
  if (alive === isAlive) return;
  isAlive = alive;
  for (const listener of listeners) listener();
}

function onSign() {
  clearTimeout(timer);
  timer = setTimeout(() => setAlive(false), silence);
  setAlive(true);
}

/** The events of the stream that show that the server is alive. */
const signs = ['connected', 'ping', 'message'];

/**
 * Makes an `EventSource` that reports each event to `useIsServerAlive`. A server that hangs or a network that is gone does not
 * close the connection, so that only silence shows it.
 */
export const withHeartbeat = (Stream: typeof EventSource): typeof EventSource =>
  class extends Stream {
    constructor(...given: ConstructorParameters<typeof EventSource>) {
      super(...given);
      for (const sign of signs) this.addEventListener(sign, onSign);
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

/** Whether the stream has received an event within the last seconds and the browser does not report to be offline. */
export const useIsServerAlive = (): boolean => useSyncExternalStore(onChange, () => isAlive && navigator.onLine);
