/** As much of a browser's `EventSource` (HTML, 9.2) as tRPC needs. */
interface EventSourceLike {
  readonly CONNECTING: number;
  readonly OPEN: number;
  readonly CLOSED: number;
  readonly readyState: number;
  addEventListener(type: string, listener: (event: StreamEvent) => void): void;
  removeEventListener(type: string, listener: (event: StreamEvent) => void): void;
  close(): void;
}
export type EventSourceClass = new (url: string) => EventSourceLike;
type Listener = (event: StreamEvent) => void;

/** As much of a `MessageEvent`, whose constructor React Native does not have. */
interface StreamEvent {
  readonly type: string;
  readonly data: string;
}

/** Requests a stream. */
type OpenStream = (url: string, signal: AbortSignal) => Promise<Response>;

/**
 * Makes an `EventSource` over `fetch`, which sends a Bearer token and exists in Node. It does not connect again by itself:
 * the subscription does that for both kinds.
 */
export const eventSourceOver = (open: OpenStream): EventSourceClass =>
  class {
    readonly CONNECTING = 0;
    readonly OPEN = 1;
    readonly CLOSED = 2;
    readyState = 0;
    readonly #abort = new AbortController();
    readonly #listeners = new Map<string, Set<Listener>>();

    constructor(url: string) {
      void this.#run(url);
    }

    addEventListener(type: string, listener: Listener): void {
      const listeners = this.#listeners.get(type) ?? new Set();
      this.#listeners.set(type, listeners.add(listener));
    }

    removeEventListener(type: string, listener: Listener): void {
      this.#listeners.get(type)?.delete(listener);
    }

    close(): void {
      this.readyState = this.CLOSED;
      this.#abort.abort();
    }

    async #run(url: string): Promise<void> {
      try {
        const { status, body } = await open(url, this.#abort.signal);
        // A body that is no stream, as in React Native, gives no events before its end.
        if (status === 200 && body) await this.#read(body.getReader());
      } catch {
        // As in a browser, which reports that a stream has failed and not why.
      }
      if (this.readyState === this.CLOSED) return;
      this.readyState = this.CLOSED;
      this.#dispatch({ type: 'error', data: '' });
    }

    async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
      // It may have been closed while the answer was awaited.
      if (this.readyState === this.CONNECTING) this.readyState = this.OPEN;
      const decoder = new TextDecoder();
      let text = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        const blocks = (text + decoder.decode(value, { stream: true })).split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) this.#dispatch(eventOf(block));
      }
    }

    #dispatch(event: StreamEvent): void {
      if (this.readyState === this.CLOSED && event.type !== 'error') return;
      for (const listener of this.#listeners.get(event.type) ?? []) listener(event);
    }
  };

/** The event of a block of lines. Latchkey sends one line of data for each event, and ends lines with a line feed. */
function eventOf(block: string): StreamEvent {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const end = line.indexOf(': ');
    if (end > 0) fields.set(line.slice(0, end), line.slice(end + 2));
  }
  return { type: fields.get('event') ?? 'message', data: fields.get('data') ?? '' };
}

/** The events that show that the server is alive. */
const signs = ['connected', 'ping', 'message'];

/**
 * Makes an `EventSource` that reports each event. A server that hangs or a network that is gone does not close the
 * connection, so that only silence shows it.
 */
export const withSigns = (Stream: EventSourceClass, onSign: () => void): EventSourceClass =>
  class extends Stream {
    constructor(url: string) {
      super(url);
      for (const sign of signs) this.addEventListener(sign, onSign);
    }
  };
