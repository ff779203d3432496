import { type Socket, connect, createServer } from 'node:net';
import { listenOnFreePort } from './port.ts';

/** A TCP proxy on 127.0.0.1 whose connections a test can break. */
export interface TcpProxy {
  readonly port: number;
  /** How many connections it has accepted so far. */
  readonly accepted: number;
  /** Resets every connection and refuses new ones. */
  cut(): void;
  /** Keeps every connection open and forwards nothing, as if the network were lost. */
  blackhole(): void;
  /** Forwards again, on new connections. */
  restore(): void;
  close(): void;
}

/** Starts a proxy to a server. */
export async function startTcpProxy(host: string, port: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  let state: 'whole' | 'cut' | 'blackhole' = 'whole';
  const forward = (from: Socket, to: Socket): void => {
    sockets.add(from);
    from.on('data', (data) => state === 'whole' && to.write(data));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((client) => {
    accepted += 1;
    if (state === 'cut') {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(port, host);
    forward(client, upstream);
    forward(upstream, client);
  });
  const resetAll = (): void => sockets.forEach((socket) => void socket.resetAndDestroy());
  return {
    port: await listenOnFreePort(server),
    get accepted() {
      return accepted;
    },
    cut() {
      state = 'cut';
      resetAll();
    },
    blackhole() {
      state = 'blackhole';
    },
    restore() {
      state = 'whole';
      resetAll();
    },
    close() {
      resetAll();
      server.close();
    },
  };
}
