/** How long a load waits for the stream, in milliseconds, before it requests the list itself. */
const timeout = 1500;

let isExpected = false;
const waiting = new Set<() => void>();

/** Announces a stream, whose first event contains the list, so that loads wait for it. */
export function expectStream() {
  isExpected = true;
}

/** Ends the waits, because the stream has begun or failed. */
export function stopWaiting() {
  isExpected = false;
  for (const resume of waiting) resume();
}

/** Waits while a stream is opening, at most for the timeout. Throws where `signal` has been aborted. */
export async function waitForStream(signal: AbortSignal): Promise<void> {
  if (isExpected) {
    await new Promise<void>((resolve) => {
      const resume = () => {
        clearTimeout(timer);
        waiting.delete(resume);
        resolve();
      };
      const timer = setTimeout(resume, timeout);
      waiting.add(resume);
      signal.addEventListener('abort', resume, { once: true });
    });
  }
  signal.throwIfAborted();
}
