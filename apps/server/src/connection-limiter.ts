import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { canonicalAddress } from '@latchkey/sessions/addresses/address';
import { networksOf } from '@latchkey/sessions/addresses/networks';
import type { HttpLimits } from './http-limits.ts';

/** A /48 may have so many times the connections of one of its /64. */
const wideFactor = 4;

/** Which limit a connection was refused by. */
export type ConnectionLimit = 'connections' | 'connectionsPerAddress';

export interface ConnectionLimiterOptions {
  readonly limits: HttpLimits;
  /** Whether a peer is a proxy of ours, whose connections are those of all its clients. */
  readonly isProxy: (address: string) => boolean;
  readonly onRefused: (limit: ConnectionLimit, address: string | null) => void;
}

/** Since when data waits for a reader, and how much the reader had taken by then. */
interface Backlog {
  readonly since: number;
  readonly taken: number;
}

/** Bounds the connections of an HTTP server: how many there are in all and of one network, and how long a slow reader keeps one. */
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

  /** Watches over a server until it is closed. */
  attach(server: Server): void {
    server.maxConnections = this.#limits.connections;
    server.on('drop', (dropped) => this.#onRefused('connections', canonicalAddress(dropped?.remoteAddress ?? '')));
    server.on('connection', (socket: Socket) => this.#accept(socket));
    const sweep = setInterval(() => this.#cutSlowReaders(performance.now()), this.#limits.checkEvery).unref();
    server.once('close', () => clearInterval(sweep));
  }

  #accept(socket: Socket): void {
    const peer = canonicalAddress(socket.remoteAddress ?? '');
    const counted = peer === null || this.#isProxy(peer) ? [] : this.#countedBy(peer);
    if (counted.some(({ network, most }) => (this.#byNetwork.get(network) ?? 0) >= most)) {
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

  #countedBy(peer: string): { network: string; most: number }[] {
    const { narrow, wide } = networksOf(peer);
    const most = this.#limits.connectionsPerAddress;
    return [{ network: narrow, most }, ...(wide === narrow ? [] : [{ network: wide, most: wideFactor * most }])];
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
        this.#backlogs.set(socket, { since: now, taken: socket.bytesWritten - socket.writableLength });
        continue;
      }
      const sent = socket.bytesWritten - backlog.taken;
      if (now - backlog.since > readerPatience + (sent / slowestReader) * 1000) socket.destroy();
    }
  }
}
