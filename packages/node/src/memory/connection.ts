import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { systemTiming } from './timing.ts';
import { Verifier } from './verifier.ts';

/** The pause before another attempt in milliseconds. It doubles until a connection has given a lease. */
const minPause = 50;
const maxPause = 5_000;

/** How long the other side has to answer that a connection is closed, in milliseconds. */
const closingTime = 1_000;

/** The longest message of an instance, in bytes: a change of very many users. */
const longestMessage = 16 * 1024 * 1024;

interface Options {
  /** The address of Latchkey, with a slash at the end. */
  readonly base: URL;
  /** The same for messages. */
  readonly address: string;
  readonly authorization: string;
  /** How many sessions are kept in memory. */
  readonly capacity: number;
  /** How long a question or a handshake may take, in milliseconds. */
  readonly timeout: number;
}

/** Keeps one connection to an instance of Latchkey, and connects again, to any instance, when it has ended. */
export class Connection {
  readonly #options: Options;
  readonly verifier: Verifier;
  #socket: WebSocket | null = null;
  #pause = minPause;
  #cancelNext = () => {};
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
    this.verifier = new Verifier({ ...options, timing: systemTiming });
    this.#open();
  }

  /** Sends the buffered uses, closes the registered sockets, and closes the connection without reconnecting. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelNext();
    this.verifier.close();
    const socket = this.#socket;
    if (socket === null) return;
    await new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      closeSoon(socket);
    });
  }

  #open(): void {
    const { base, authorization, timeout } = this.#options;
    const url = new URL('api/v1/service/verifier', base);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    let raw: Socket | null = null;
    const socket = new WebSocket(url, {
      headers: { authorization },
      handshakeTimeout: timeout,
      maxPayload: longestMessage,
      // Its messages are short.
      perMessageDeflate: false,
      finishRequest(request) {
        request.once('socket', (opened) => {
          raw = opened;
          // A process may end while nothing waits for an answer.
          opened.unref();
        });
        request.end();
      },
    });
    this.#socket = socket;
    let conversation: ReturnType<Verifier['connect']> | null = null;
    const end = () => {
      if (conversation?.end().hadLease) this.#pause = minPause;
      conversation = null;
    };
    socket.once('open', () => {
      conversation = this.verifier.connect({
        send: (text) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(text);
        },
        close: () => {
          end();
          closeSoon(socket);
        },
        keepAlive: (isNeeded) => (isNeeded ? raw?.ref() : raw?.unref()),
      });
    });
    socket.on('message', (data) => conversation?.receive(Buffer.isBuffer(data) ? data.toString() : ''));
    // `close` follows.
    socket.on('error', () => {});
    socket.once('close', () => {
      end();
      this.#socket = null;
      if (!this.#isClosed) this.#openLater();
    });
  }

  #openLater(): void {
    // Jitter, because many processes lose an instance at the same time.
    const pause = this.#pause * (0.5 + Math.random() / 2);
    this.#pause = Math.min(2 * this.#pause, maxPause);
    this.#cancelNext = systemTiming.after(pause, () => this.#open());
  }
}

/** Closes a connection, also where the other side does not answer: it may hang, and another instance may be there. */
function closeSoon(socket: WebSocket): void {
  const timer = setTimeout(() => socket.terminate(), closingTime);
  socket.once('close', () => clearTimeout(timer));
  socket.close(1000);
}
