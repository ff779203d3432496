import type { AnnouncementChannel } from '@latchkey/sessions/instances/announcement-channel';
import { Reconnection } from '@latchkey/sessions/instances/reconnection';
import pg from 'pg';
import { quoted } from '../migrations/own-schema.ts';

/**
 * Announcements may be lost, so this transaction does not wait for the disk. The setting is local to it, because a pooler
 * may reuse the connection for a revocation, which must wait.
 */
const notify = `SELECT pg_notify($1, $2), set_config('synchronous_commit', 'off', true)`;

/** Milliseconds between two checks of the connection, and the timeouts of a query and of connecting. */
const checkInterval = 1_000;
const queryTimeout = 2_000;
const connectTimeout = 5_000;

/** Announcements by LISTEN and NOTIFY of PostgreSQL, among the instances on one database. Takes one connection. */
export class NotifyChannel implements AnnouncementChannel {
  readonly #config: pg.ClientConfig;
  readonly #name: string;
  readonly #reconnection = new Reconnection();
  /** The client that listens now, or null. */
  #listening: pg.Client | null = null;

  /**
   * Takes the settings of a pool as well: what concerns the pool is ignored. All schemas of a
   * database share its channels, so each schema has a name of its own: user ids differ between schemas.
   */
  constructor(config: pg.PoolConfig, schema = 'public') {
    this.#name = schema === 'public' ? 'latchkey' : `latchkey.${schema}`;
    this.#config = {
      ...config,
      // Names the connection in `pg_stat_activity`.
      application_name: 'latchkey announcements',
      connectionTimeoutMillis: connectTimeout,
      query_timeout: queryTimeout,
      // Texts do not wait for each other's answers, and a query that gets none breaks the connection.
      pipeline: true,
    };
  }

  get isConnected(): boolean {
    return this.#listening !== null;
  }

  open(listener: (text: string) => void): void {
    this.#reconnection.start((connection) => this.#connect(connection, listener));
  }

  async publish(text: string): Promise<void> {
    if (!this.#listening) throw new Error('The channel is not connected');
    await this.#listening.query(notify, [this.#name, text]);
  }

  close(): Promise<void> {
    return this.#reconnection.stop();
  }

  /** Connects, and resolves when the connection has ended. */
  async #connect(connection: AbortController, listener: (text: string) => void): Promise<void> {
    const client = new pg.Client(this.#config);
    const ended = new Promise((resolve) => client.once('end', resolve));
    const abort = (): void => connection.abort();
    connection.signal.addEventListener('abort', () => {
      if (this.#listening === client) this.#listening = null;
      // Not the client's `end`, which waits for a server that may not be there.
      client.connection.stream.destroy();
    });
    client.on('error', abort);
    client.on('notification', ({ payload }) => {
      if (this.#listening === client && payload !== undefined) listener(payload);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${quoted(this.#name)}`);
      if (!connection.signal.aborted) this.#listening = client;
    } catch {
      abort();
    }
    // A listening client sends nothing, so only a query detects that the network is gone.
    const checkTimer = setInterval(() => {
      client.query('SELECT 1').then(() => this.#reconnection.reset(), abort);
    }, checkInterval);
    await ended;
    clearInterval(checkTimer);
  }
}
