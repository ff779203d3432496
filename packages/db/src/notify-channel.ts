import { setTimeout as sleep } from 'node:timers/promises';
import type { AnnouncementChannel } from '@latchkey/sessions/cluster/announcement-channel';
import pg from 'pg';

const name = 'latchkey';

/** How often the connection is asked whether it is there, and how long it may take to answer anything. */
const askedEvery = 1_000;
const answersWithin = 2_000;
const connectsWithin = 5_000;

/** How long to wait between two attempts: twice as long each time, until a connection has proved good. */
const shortestPause = 50;
const longestPause = 1_000;

/** Announcements by LISTEN and NOTIFY of PostgreSQL, among the instances on one database. Takes one connection. */
export class NotifyChannel implements AnnouncementChannel {
  readonly #config: pg.ClientConfig;
  readonly #closed = new AbortController();
  /** The client that listens at this moment. */
  #listening: pg.Client | null = null;
  /** Breaks the attempt or the connection of this moment. */
  #drop = (): void => {};
  #pause = shortestPause;
  #running: Promise<void> = Promise.resolve();

  /** Takes the settings of a pool as well: what concerns the pool is ignored. */
  constructor(config: pg.PoolConfig) {
    this.#config = {
      ...config,
      // So that whoever looks at a server's connections knows what this one is for.
      application_name: 'latchkey announcements',
      connectionTimeoutMillis: connectsWithin,
      query_timeout: answersWithin,
      // Texts do not wait for each other's answers, and a query that gets none breaks the connection.
      pipeline: true,
    };
  }

  get isConnected(): boolean {
    return this.#listening !== null;
  }

  open(listener: (text: string) => void): void {
    this.#running = this.#run(listener);
  }

  async publish(text: string): Promise<void> {
    if (!this.#listening) throw new Error('The channel is not connected');
    await this.#listening.query('SELECT pg_notify($1, $2)', [name, text]);
  }

  async close(): Promise<void> {
    this.#closed.abort();
    this.#drop();
    await this.#running;
  }

  async #run(listener: (text: string) => void): Promise<void> {
    const { signal } = this.#closed;
    while (!signal.aborted) {
      // Whatever it fails of may be over at the next attempt.
      await this.#hold(listener).catch(() => {});
      // Many instances lose a database at one moment, and should not all come back at one.
      const jitter = 0.5 + Math.random() / 2;
      await sleep(this.#pause * jitter, undefined, { signal }).catch(() => {});
      this.#pause = Math.min(2 * this.#pause, longestPause);
    }
  }

  /** Connects, and resolves when the connection has ended. */
  async #hold(listener: (text: string) => void): Promise<void> {
    const client = new pg.Client(this.#config);
    const ended = new Promise((resolve) => client.once('end', resolve));
    const drop = (): void => {
      if (this.#listening === client) this.#listening = null;
      // Not the client's `end`, which waits for a server that may not be there.
      client.connection.stream.destroy();
    };
    this.#drop = drop;
    client.on('error', drop);
    client.on('notification', ({ payload }) => {
      if (this.#listening === client && payload !== undefined) listener(payload);
    });
    try {
      await client.connect();
      // A NOTIFY waits for the disk like any transaction. Ours need not: whatever they carry may be lost.
      await client.query('SET synchronous_commit = off');
      await client.query(`LISTEN ${name}`);
      if (!client.connection.stream.destroyed) this.#listening = client;
    } catch {
      drop();
    }
    // Who only listens does not learn that the network is gone.
    const asking = setInterval(() => {
      client.query('SELECT 1').then(() => (this.#pause = shortestPause), drop);
    }, askedEvery);
    await ended;
    clearInterval(asking);
  }
}
