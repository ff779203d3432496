import type { AnnouncementChannel } from '@latchkey/sessions/cluster/announcement-channel';
import { Reconnection } from '@latchkey/sessions/cluster/reconnection';
import { createClient } from 'redis';

const name = 'latchkey:announcements';

/** How often the connections are asked whether they are there, and how often in vain before they count as gone. */
const askedEvery = 1_000;
const askedInVain = 2;
const connectsWithin = 5_000;

type Client = ReturnType<typeof newClient>;

/** Announcements by PUBLISH and SUBSCRIBE of Redis. Takes two connections: one that is subscribed does nothing else. */
export class RedisChannel implements AnnouncementChannel {
  readonly #url: string;
  readonly #reconnection = new Reconnection();
  /** What publishes, while both connections stand. */
  #publisher: Client | null = null;

  /** Throws on a text that is not the URL of a Redis server, without repeating it. */
  constructor(url: string) {
    if (!isRedisUrl(url)) throw new TypeError('The Redis URL must read redis[s]://user:password@host:port');
    this.#url = url;
  }

  get isConnected(): boolean {
    return this.#publisher !== null;
  }

  open(listener: (text: string) => void): void {
    this.#reconnection.start((connection) => this.#hold(connection, listener));
  }

  async publish(text: string): Promise<void> {
    if (!this.#publisher) throw new Error('The channel is not connected');
    await this.#publisher.publish(name, text);
  }

  close(): Promise<void> {
    return this.#reconnection.stop();
  }

  /** Connects, and resolves when one of the connections has ended, and the other with it. */
  async #hold(connection: AbortController, listener: (text: string) => void): Promise<void> {
    const { signal } = connection;
    const ended = new Promise((resolve) => signal.addEventListener('abort', resolve));
    const publisher = newClient(this.#url, signal);
    const subscriber = newClient(this.#url, signal);
    const drop = (): void => connection.abort();
    signal.addEventListener('abort', () => {
      if (this.#publisher === publisher) this.#publisher = null;
    });
    publisher.on('error', drop);
    subscriber.on('error', drop);
    const late = setTimeout(drop, connectsWithin);
    try {
      await Promise.all([publisher.connect(), subscriber.connect()]);
      // A server that wants a password lets one connect without it.
      await publisher.ping();
      await subscriber.subscribe(name, (text) => {
        if (this.#publisher === publisher) listener(text);
      });
      if (!signal.aborted) this.#publisher = publisher;
    } catch {
      drop();
    }
    clearTimeout(late);
    // Who only listens does not learn that the network is gone.
    let unanswered = 0;
    const asking = setInterval(() => {
      if (unanswered === askedInVain) return drop();
      unanswered += 1;
      Promise.all([publisher.ping(), subscriber.ping()]).then(() => {
        unanswered = 0;
        this.#reconnection.prove();
      }, drop);
    }, askedEvery);
    await ended;
    clearInterval(asking);
  }
}

/** A client that lives until the signal comes, and for one connection only. */
function newClient(url: string, signal?: AbortSignal) {
  return createClient({
    url,
    // Reconnecting by itself, it can neither be closed while it connects nor leave its pause.
    socket: { reconnectStrategy: false, connectTimeout: connectsWithin, ...(signal && { signal }) },
    disableOfflineQueue: true,
    // What a user with few rights may not say.
    disableClientInfo: true,
  });
}

function isRedisUrl(url: string): boolean {
  try {
    newClient(url);
    // No URL at all would be taken for one of this machine.
    return url !== '';
  } catch {
    return false;
  }
}
