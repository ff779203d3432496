import type { AnnouncementChannel } from '../announcement-channel.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimulatedMachine } from './simulated-machine.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { NetworkConditions } from './network-conditions.ts';

/** A channel that loses, duplicates, delays and reorders texts. */
export class SimulatedChannel implements AnnouncementChannel {
  readonly #time: VirtualTime;
  readonly #random: SeededRandom;
  readonly #conditions: NetworkConditions;
  readonly #machine: SimulatedMachine;
  readonly #channels: Set<SimulatedChannel>;
  #listener: ((text: string) => void) | null = null;
  isCut = false;

  constructor(
    time: VirtualTime,
    random: SeededRandom,
    conditions: NetworkConditions,
    machine: SimulatedMachine,
    channels: Set<SimulatedChannel>,
  ) {
    this.#time = time;
    this.#random = random;
    this.#conditions = conditions;
    this.#machine = machine;
    this.#channels = channels;
  }

  get isConnected(): boolean {
    return !this.isCut;
  }

  open(listener: (text: string) => void): void {
    this.#listener = listener;
    this.#channels.add(this);
  }

  async publish(text: string): Promise<void> {
    if (this.isCut) throw new Error('The channel is cut');
    for (const other of this.#channels) {
      if (!this.#random.chance(this.#conditions.lost)) this.#carry(text, other);
      if (this.#random.chance(this.#conditions.duplicated)) this.#carry(text, other);
    }
  }

  async close(): Promise<void> {
    this.#channels.delete(this);
  }

  #carry(text: string, to: SimulatedChannel): void {
    this.#time.after(this.#random.delay(0.2, this.#conditions.slowestText), () => {
      if (!to.isCut) to.#machine.run(() => to.#listener?.(text));
    });
  }
}
