/** How long a load waits for the stream to begin, in milliseconds, before it asks for the list by itself. */
const patience = 1500;

let isExpected = false;
const waiting = new Set<() => void>();

/** A stream is being opened: it begins with the list of sessions, which need not be loaded as well. */
export function expectStream() {
  isExpected = true;
}

/** The stream has begun, or will not: nothing waits for it any more. */
export function endExpectation() {
  isExpected = false;
  for (const goOn of waiting) goOn();
}

/** Waits while a stream is being opened, but not for long. Throws where the signal has been given meanwhile. */
export async function waitForStream(signal: AbortSignal): Promise<void> {
  if (isExpected) {
    await new Promise<void>((resolve) => {
      const goOn = () => {
        clearTimeout(timer);
        waiting.delete(goOn);
        resolve();
      };
      const timer = setTimeout(goOn, patience);
      waiting.add(goOn);
      signal.addEventListener('abort', goOn, { once: true });
    });
  }
  signal.throwIfAborted();
}
