import type { AnnouncementChannel } from './announcement-channel.ts';

/** The listeners of the channels in one process. */
export type InProcessListeners = Set<(text: string) => void>;

/** For a database that only one process can open, and for tests with several instances in one process. */
export class InProcessChannel implements AnnouncementChannel {
  readonly #listeners: InProcessListeners;
  #listener: ((text: string) => void) | null = null;

  constructor(listeners: InProcessListeners = new Set()) {
    this.#listeners = listeners;
  }

  get isConnected(): boolean {
    return this.#listener !== null;
  }

  open(listener: (text: string) => void): void {
    this.#listener = (text) => queueMicrotask(() => this.isConnected && listener(text));
    this.#listeners.add(this.#listener);
  }

  async publish(text: string): Promise<void> {
    if (!this.isConnected) throw new Error('The channel is closed');
    for (const deliver of this.#listeners) deliver(text);
  }

  async close(): Promise<void> {
    if (this.#listener) this.#listeners.delete(this.#listener);
    this.#listener = null;
  }
}
