import { performance } from 'node:perf_hooks';

/** The clocks and timers that a lease needs. Injected, so that tests control time. All in milliseconds. */
export interface Timing {
  /** Never set back or forward. It may stand still while the machine sleeps. */
  monotonic(): number;
  /** May be set at any time, and continues while the machine sleeps. */
  wall(): number;
  /** Calls `run` later. Returns a function that cancels it. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The clocks of this process. Its timers do not keep the process alive. */
export const systemTiming: Timing = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};
