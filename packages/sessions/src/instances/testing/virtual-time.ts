import type { Timing } from '../timing.ts';

/** The simulated time, in milliseconds. Only planned callbacks run. */
export class VirtualTime implements Timing {
  #now = 0;
  #planned: { readonly at: number; readonly run: () => void }[] = [];

  get now(): number {
    return this.#now;
  }

  /** How many callbacks are planned. */
  get planned(): number {
    return this.#planned.length;
  }

  monotonic(): number {
    return this.#now;
  }

  wall(): number {
    return this.#now;
  }

  /** Plans a callback. Callbacks for the same time run in the order of planning. */
  after(milliseconds: number, run: () => void): () => void {
    const plan = { at: this.#now + Math.max(0, milliseconds), run };
    let index = this.#planned.length;
    while (index > 0 && (this.#planned[index - 1]?.at ?? 0) > plan.at) index -= 1;
    this.#planned.splice(index, 0, plan);
    return () => {
      const place = this.#planned.indexOf(plan);
      if (place !== -1) this.#planned.splice(place, 1);
    };
  }

  /** Advances the time. After each callback, promises settle before the next one. */
  async advanceTo(end: number): Promise<void> {
    for (let next = this.#planned[0]; next && next.at <= end; next = this.#planned[0]) {
      this.#planned.shift();
      this.#now = next.at;
      next.run();
      await rest();
    }
    this.#now = end;
  }
}

/** Promises settle at once, and `setImmediate` callbacks one turn later. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
