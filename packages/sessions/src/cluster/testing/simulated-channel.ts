import type { AnnouncementChannel } from '../announcement-channel.ts';
import type { Dice } from './dice.ts';
import type { SimulatedMachine } from './simulated-machine.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { Weather } from './weather.ts';

/** A channel that loses what it carries, delivers it twice, late and in another order. */
export class SimulatedChannel implements AnnouncementChannel {
  readonly #time: VirtualTime;
  readonly #dice: Dice;
  readonly #weather: Weather;
  readonly #machine: SimulatedMachine;
  readonly #room: Set<SimulatedChannel>;
  #listener: ((text: string) => void) | null = null;
  isCut = false;

  constructor(time: VirtualTime, dice: Dice, weather: Weather, machine: SimulatedMachine, room: Set<SimulatedChannel>) {
    this.#time = time;
    this.#dice = dice;
    this.#weather = weather;
    this.#machine = machine;
    this.#room = room;
  }

  get isConnected(): boolean {
    return !this.isCut;
  }

  open(listener: (text: string) => void): void {
    this.#listener = listener;
    this.#room.add(this);
  }

  async publish(text: string): Promise<void> {
    if (this.isCut) throw new Error('The channel is cut');
    for (const other of this.#room) {
      if (!this.#dice.happens(this.#weather.lost)) this.#carry(text, other);
      if (this.#dice.happens(this.#weather.doubled)) this.#carry(text, other);
    }
  }

  async close(): Promise<void> {
    this.#room.delete(this);
  }

  #carry(text: string, to: SimulatedChannel): void {
    this.#time.after(this.#dice.delay(0.2, this.#weather.slowestText), () => {
      if (!to.isCut) to.#machine.run(() => to.#listener?.(text));
    });
  }
}
