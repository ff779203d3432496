import type { AnnouncementChannel } from './announcement-channel.ts';

/** The members of one process. */
export type Room = Set<(text: string) => void>;

/** For a database that only one process can open, and for tests, which may put several instances in one room. */
export class InProcessChannel implements AnnouncementChannel {
  readonly #room: Room;
  #listener: ((text: string) => void) | null = null;

  constructor(room: Room = new Set()) {
    this.#room = room;
  }

  get isConnected(): boolean {
    return this.#listener !== null;
  }

  open(listener: (text: string) => void): void {
    this.#listener = (text) => queueMicrotask(() => this.isConnected && listener(text));
    this.#room.add(this.#listener);
  }

  async publish(text: string): Promise<void> {
    if (!this.isConnected) throw new Error('The channel is closed');
    for (const deliver of this.#room) deliver(text);
  }

  async close(): Promise<void> {
    if (this.#listener) this.#room.delete(this.#listener);
    this.#listener = null;
  }
}
