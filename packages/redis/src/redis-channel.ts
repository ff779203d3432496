import type { AnnouncementChannel } from '@latchkey/sessions/instances/announcement-channel';
import { Reconnection } from '@latchkey/sessions/instances/reconnection';

const name = 'latchkey:announcements';

/** Milliseconds between two pings of the connections, and how many unanswered pings count as a lost connection. */
const pingInterval = 1_000;
const maxUnansweredPings = 2;
const connectTimeout = 5_000;

type Client = Awaited<ReturnType<typeof newClient>>;

/** Announcements over Redis PUBLISH and SUBSCRIBE. Needs two connections, because a subscribed one cannot publish. */
export class RedisChannel implements AnnouncementChannel {
  readonly #url: string;
  readonly #reconnection = new Reconnection();
  /** The client that publishes. Null unless both connections are up. */
  #publisher: Client | null = null;

  /** @throws {TypeError} if the text is not the URL of a Redis server, without the text, which may have a password. */
  constructor(url: string) {
    if (!isRedisUrl(url)) throw new TypeError('The Redis URL must read redis[s]://user:password@host:port');
    this.#url = url;
  }

  get isConnected(): boolean {
    return this.#publisher !== null;
  }

  open(listener: (text: string) => void): void {
    this.#reconnection.start((connection) => this.#connect(connection, listener));
  }

  async publish(text: string): Promise<void> {
    if (!this.#publisher) throw new Error('The channel is not connected');
    await this.#publisher.publish(name, text);
  }

  close(): Promise<void> {
    return this.#reconnection.stop();
  }

  /** Opens both connections, and resolves when they are closed. If one fails, the other is closed too. */
  async #connect(connection: AbortController, listener: (text: string) => void): Promise<void> {
    const { signal } = connection;
    const ended = new Promise((resolve) => signal.addEventListener('abort', resolve));
    const publisher = await newClient(this.#url, signal);
    const subscriber = await newClient(this.#url, signal);
    const drop = (): void => connection.abort();
    signal.addEventListener('abort', () => {
      if (this.#publisher === publisher) this.#publisher = null;
    });
    publisher.on('error', drop);
    subscriber.on('error', drop);
    const late = setTimeout(drop, connectTimeout);
    try {
      await Promise.all([publisher.connect(), subscriber.connect()]);
      // Redis accepts a connection without a password, and refuses its first command.
      await publisher.ping();
      await subscriber.subscribe(name, (text) => {
        if (this.#publisher === publisher) listener(text);
      });
      if (!signal.aborted) this.#publisher = publisher;
    } catch {
      drop();
    }
    clearTimeout(late);
    // A subscriber sends nothing, so only pings detect that the network is gone.
    let unanswered = 0;
    const pinging = setInterval(() => {
      if (unanswered === maxUnansweredPings) return drop();
      unanswered += 1;
      Promise.all([publisher.ping(), subscriber.ping()]).then(() => {
        unanswered = 0;
        this.#reconnection.reset();
      }, drop);
    }, pingInterval);
    await ended;
    clearInterval(pinging);
  }
}

/** A client for one connection, which the signal closes. */
async function newClient(url: string, signal: AbortSignal) {
  // Loaded here, because its hundreds of modules are a fifth of the start of a server, and most servers have no Redis.
  const { createClient } = await import('@redis/client');
  return createClient({
    url,
    // RESP3 begins with HELLO, which needs Redis 6 and a right that a restricted user may not have.
    RESP: 2,
    // The channel reconnects: while the client did, it could not be closed during an attempt or a pause.
    socket: { reconnectStrategy: false, connectTimeout, signal },
    disableOfflineQueue: true,
    // CLIENT SETINFO needs a right that a restricted user may not have.
    disableClientInfo: true,
  });
}

function isRedisUrl(url: string): boolean {
  try {
    const { protocol, pathname, username, password } = new URL(url);
    // The client decodes both.
    decodeURIComponent(username + password);
    return ['redis:', 'rediss:'].includes(protocol) && /^\/?\d*$/.test(pathname);
  } catch {
    return false;
  }
}
