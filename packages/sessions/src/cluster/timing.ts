/** The passing of time, as leases need it. Injected, so that tests let it pass. All in milliseconds. */
export interface Timing {
  /** Grows at the pace of the world, and nobody sets it. It may stand still while the machine sleeps. */
  monotonic(): number;
  /** May be set at any moment, but goes on while the machine sleeps. */
  wall(): number;
  /** Does something later, unless what it answers is called before. */
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
