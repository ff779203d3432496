import type { AnnouncementChannel } from '@latchkey/sessions/cluster/announcement-channel';
import { Reconnection } from '@latchkey/sessions/cluster/reconnection';
import pg from 'pg';
import { quoted } from './postgres/own-schema.ts';

/**
 * A NOTIFY waits for the disk like any transaction. Ours need not, for what they carry may be lost. But that holds for this
 * one alone: a pooler may lend the connection to somebody who ends a session next.
 */
const notify = `SELECT pg_notify($1, $2), set_config('synchronous_commit', 'off', true)`;

/** How often the connection is asked whether it is there, and how long it may take to answer anything. */
const askedEvery = 1_000;
const answersWithin = 2_000;
const connectsWithin = 5_000;

/** Announcements by LISTEN and NOTIFY of PostgreSQL, among the instances on one database. Takes one connection. */
export class NotifyChannel implements AnnouncementChannel {
  readonly #config: pg.ClientConfig;
  readonly #name: string;
  readonly #reconnection = new Reconnection();
  /** The client that listens at this moment. */
  #listening: pg.Client | null = null;

  /**
   * Takes the settings of a pool as well: what concerns the pool is ignored. Channels are the whole database's, so each
   * schema has one of its own: the ids that are announced mean something else in another.
   */
  constructor(config: pg.PoolConfig, schema = 'public') {
    this.#name = schema === 'public' ? 'latchkey' : `latchkey.${schema}`;
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
    this.#reconnection.start((connection) => this.#hold(connection, listener));
  }

  async publish(text: string): Promise<void> {
    if (!this.#listening) throw new Error('The channel is not connected');
    await this.#listening.query(notify, [this.#name, text]);
  }

  close(): Promise<void> {
    return this.#reconnection.stop();
  }

  /** Connects, and resolves when the connection has ended. */
  async #hold(connection: AbortController, listener: (text: string) => void): Promise<void> {
    const client = new pg.Client(this.#config);
    const ended = new Promise((resolve) => client.once('end', resolve));
    const drop = (): void => connection.abort();
    connection.signal.addEventListener('abort', () => {
      if (this.#listening === client) this.#listening = null;
      // Not the client's `end`, which waits for a server that may not be there.
      client.connection.stream.destroy();
    });
    client.on('error', drop);
    client.on('notification', ({ payload }) => {
      if (this.#listening === client && payload !== undefined) listener(payload);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${quoted(this.#name)}`);
      if (!connection.signal.aborted) this.#listening = client;
    } catch {
      drop();
    }
    // Who only listens does not learn that the network is gone.
    const asking = setInterval(() => {
      client.query('SELECT 1').then(() => this.#reconnection.prove(), drop);
    }, askedEvery);
    await ended;
    clearInterval(asking);
  }
}
