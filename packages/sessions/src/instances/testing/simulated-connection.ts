import type { NetworkConditions } from './network-conditions.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimulatedMachine } from './simulated-machine.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How late one end learns that a connection has ended at most, in milliseconds. */
const slowestEnd = 3_000;

/** One end of a connection: what it does with texts, and when the connection has ended. */
export interface ConnectionEnd {
  readonly machine: SimulatedMachine;
  readonly receive: (text: string) => void;
  readonly ended: () => void;
}

/**
 * A connection between the processes of two machines. It delays texts and keeps their order, as TCP does, or else also loses,
 * repeats and reorders them. Each end learns of its end at another time.
 */
export class SimulatedConnection {
  readonly #time: VirtualTime;
  readonly #random: SeededRandom;
  readonly #conditions: NetworkConditions;
  readonly #keepsOrder: boolean;
  #isOver = false;
  /** What waits for the network, while that is interrupted. */
  #held: (() => void)[] | null = null;

  constructor(time: VirtualTime, random: SeededRandom, conditions: NetworkConditions, keepsOrder: boolean) {
    this.#time = time;
    this.#random = random;
    this.#conditions = conditions;
    this.#keepsOrder = keepsOrder;
  }

  #ends: readonly ConnectionEnd[] = [];

  /** Connects two ends. Returns what sends to the second, and what sends to the first. */
  join(one: ConnectionEnd, other: ConnectionEnd): readonly [(text: string) => void, (text: string) => void] {
    this.#ends = [one, other];
    return [this.#way(other), this.#way(one)];
  }

  /** Ends the connection. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const { machine, ended } of this.#ends) {
      this.#time.after(this.#random.delay(0, slowestEnd), () => machine.run(ended));
    }
  }

  /** Interrupts the network. Returns what restores it: the connection goes on, or turns out to have ended. */
  interrupt(): () => void {
    this.#held ??= [];
    return () => {
      const held = this.#held ?? [];
      this.#held = null;
      if (this.#random.chance(0.5)) this.end();
      else for (const deliver of held) deliver();
    };
  }

  #way({ machine, receive }: ConnectionEnd): (text: string) => void {
    const inbox: string[] = [];
    let lastArrival = 0;
    const carry = (text: string) => {
      const delay = this.#random.delay(0.2, this.#conditions.slowestText);
      if (!this.#keepsOrder) {
        this.#time.after(delay, () => machine.run(() => this.#isOver || receive(text)));
        return;
      }
      lastArrival = Math.max(lastArrival, this.#time.now + delay);
      this.#time.after(lastArrival - this.#time.now, () => {
        inbox.push(text);
        machine.run(() => {
          const next = inbox.shift();
          if (next !== undefined && !this.#isOver) receive(next);
        });
      });
    };
    return (text) => {
      if (this.#isOver) return;
      const send = () => {
        if (this.#keepsOrder) return carry(text);
        if (!this.#random.chance(this.#conditions.lost)) carry(text);
        if (this.#random.chance(this.#conditions.duplicated)) carry(text);
      };
      if (this.#held) this.#held.push(send);
      else send();
    };
  }
}
