import type { Timing } from '../timing.ts';

/** The true time of a simulated world, in milliseconds. Nothing happens in it but what was planned. */
export class VirtualTime implements Timing {
  #now = 0;
  #planned: { readonly at: number; readonly run: () => void }[] = [];

  get now(): number {
    return this.#now;
  }

  /** How much is planned. */
  get planned(): number {
    return this.#planned.length;
  }

  monotonic(): number {
    return this.#now;
  }

  wall(): number {
    return this.#now;
  }

  /** Plans something for so many milliseconds from now. Of two things for one moment, the first planned comes first. */
  after(milliseconds: number, run: () => void): () => void {
    const plan = { at: this.#now + Math.max(0, milliseconds), run };
    let index = this.#planned.length;
    while (index > 0 && (this.#planned[index - 1]?.at ?? 0) > plan.at) index -= 1;
    this.#planned.splice(index, 0, plan);
    return () => {
      this.#planned = this.#planned.filter((other) => other !== plan);
    };
  }

  /** Lets it pass. After each thing that happens, the real code comes to rest before the next one does. */
  async passUntil(end: number): Promise<void> {
    for (let next = this.#planned[0]; next && next.at <= end; next = this.#planned[0]) {
      this.#planned.shift();
      this.#now = next.at;
      next.run();
      await rest();
    }
    this.#now = end;
  }
}

/** Promises run at once, and what the code puts off to the next turn of the event loop in the turn after this one. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
