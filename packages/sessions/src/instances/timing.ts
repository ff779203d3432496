import { performance } from 'node:perf_hooks';

/** The clocks and timers that leases need. Injected, so that tests control time. All in milliseconds. */
export interface Timing {
  /** Never set back or forward. It may stand still while the machine sleeps. */
  monotonic(): number;
  /** May be set at any time, and continues while the machine sleeps. */
  wall(): number;
  /** Calls `run` later. Returns a function that cancels it. */
  after(milliseconds: number, run: () => void): () => void;
}

export const systemTiming: Timing = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Resolves at a time by the monotonic clock, or when `sooner` does. */
export function waitUntil(timing: Timing, end: number, sooner?: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    let cancel: (() => void) | null = null;
    // A timer may fire early.
    const check = () => {
      const left = end - timing.monotonic();
      if (left > 0) cancel = timing.after(left, check);
      else resolve();
    };
    void sooner?.then(() => {
      cancel?.();
      resolve();
    });
    check();
  });
}
