import { eventsOf } from '../testing/event-stream.ts';

type Listener = (event: Event) => void;

/** As much of a browser's `EventSource` (HTML, 9.2) as tRPC's client needs, over `fetch`. It does not connect again by itself. */
export class TestEventSource {
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSED = 2;
  readyState = 0;
  readonly #leaving = new AbortController();
  readonly #listeners = new Map<string, Listener[]>();

  constructor(url: string | URL) {
    void this.#run(url);
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  removeEventListener(): void {}

  close(): void {
    this.readyState = 2;
    this.#leaving.abort();
  }

  async #run(url: string | URL): Promise<void> {
    try {
      const answer = await fetch(url, { headers: { accept: 'text/event-stream' }, signal: this.#leaving.signal });
      if (answer.status === 200) {
        for await (const { event, data, id } of eventsOf(answer)) {
          const type = event === '' ? 'message' : event;
          this.#tell(new MessageEvent(type, { data, lastEventId: id }));
        }
      }
    } catch {
      // A browser reports only that the stream broke, and not why.
    }
    if (this.readyState === 2) return;
    this.readyState = 2;
    this.#tell(new Event('error'));
  }

  #tell(event: Event): void {
    for (const listener of this.#listeners.get(event.type) ?? []) listener(event);
  }
}
