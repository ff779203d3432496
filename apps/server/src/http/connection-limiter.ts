import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { canonicalIp } from '@latchkey/sessions/geo/ip-address';
import { networksOf } from '@latchkey/sessions/geo/ip-networks';
import type { HttpLimits } from '../config/http-limits.ts';

/** The limit of an IPv6 /48, as a multiple of the limit of a /64. */
const wideFactor = 4;

/** The limit for which a connection was refused. */
export type ConnectionLimit = 'connections' | 'connectionsPerAddress';

export interface ConnectionLimiterOptions {
  readonly limits: HttpLimits;
  /** Whether a peer is a trusted proxy. Its connections are those of all clients, so they are not counted by address. */
  readonly isProxy: (address: string) => boolean;
  readonly onRefused: (limit: ConnectionLimit, address: string | null) => void;
}

/** The start of unread data on a socket: the time in milliseconds, and the bytes that the reader had taken by then. */
interface Backlog {
  readonly since: number;
  readonly bytesTaken: number;
}

/** Limits the connections of an HTTP server: in all, of each network, and how long a slow reader may keep one. */
export class ConnectionLimiter {
  readonly #limits: HttpLimits;
  readonly #isProxy: ConnectionLimiterOptions['isProxy'];
  readonly #onRefused: ConnectionLimiterOptions['onRefused'];
  readonly #sockets = new Set<Socket>();
  readonly #byNetwork = new Map<string, number>();
  readonly #backlogs = new WeakMap<Socket, Backlog>();

  constructor({ limits, isProxy, onRefused }: ConnectionLimiterOptions) {
    this.#limits = limits;
    this.#isProxy = isProxy;
    this.#onRefused = onRefused;
  }

  /** Applies the limits to a server until it closes. */
  attach(server: Server): void {
    server.maxConnections = this.#limits.connections;
    server.on('drop', (dropped) => this.#onRefused('connections', canonicalIp(dropped?.remoteAddress ?? '')));
    server.on('connection', (socket: Socket) => this.#accept(socket));
    const sweep = setInterval(() => this.#cutSlowReaders(performance.now()), this.#limits.checkEvery).unref();
    server.once('close', () => clearInterval(sweep));
  }

  #accept(socket: Socket): void {
    // A request for an unknown upgrade is emitted as a connection again, to be served as if it had not asked for one.
    if (this.#sockets.has(socket)) return;
    const peer = canonicalIp(socket.remoteAddress ?? '');
    const counted = peer === null || this.#isProxy(peer) ? [] : this.#networksOf(peer);
    if (counted.some(({ network, limit }) => (this.#byNetwork.get(network) ?? 0) >= limit)) {
      socket.destroy();
      this.#onRefused('connectionsPerAddress', peer);
      return;
    }
    this.#sockets.add(socket);
    for (const { network } of counted) this.#count(network, 1);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      for (const { network } of counted) this.#count(network, -1);
    });
  }

  #networksOf(peer: string): { network: string; limit: number }[] {
    const { narrow, wide } = networksOf(peer);
    const limit = this.#limits.connectionsPerAddress;
    return [{ network: narrow, limit }, ...(wide === narrow ? [] : [{ network: wide, limit: wideFactor * limit }])];
  }

  #count(network: string, difference: 1 | -1): void {
    const count = (this.#byNetwork.get(network) ?? 0) + difference;
    if (count > 0) this.#byNetwork.set(network, count);
    else this.#byNetwork.delete(network);
  }

  /** Destroys sockets whose reader takes data more slowly than `slowestReader` for longer than `readerPatience`. */
  #cutSlowReaders(now: number): void {
    const { readerPatience, slowestReader } = this.#limits;
    for (const socket of this.#sockets) {
      if (socket.writableLength === 0) {
        this.#backlogs.delete(socket);
        continue;
      }
      const backlog = this.#backlogs.get(socket);
      if (!backlog) {
        this.#backlogs.set(socket, { since: now, bytesTaken: socket.bytesWritten - socket.writableLength });
        continue;
      }
      const sent = socket.bytesWritten - backlog.bytesTaken;
      if (now - backlog.since > readerPatience + (sent / slowestReader) * 1000) socket.destroy();
    }
  }
}
