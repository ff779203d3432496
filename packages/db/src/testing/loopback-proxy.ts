import { once } from 'node:events';
import { type Socket, connect, createServer } from 'node:net';

export interface LoopbackProxy {
  readonly port: number;
  /** Breaks every connection and refuses new ones. */
  cut(): void;
  /** Keeps every connection open and carries nothing any more: what a lost network looks like. */
  swallow(): void;
  mend(): void;
  close(): void;
}

/** A wire between a client and a server that a test can cut. */
export async function loopbackProxy(host: string, port: number): Promise<LoopbackProxy> {
  const open = new Set<Socket>();
  let state: 'whole' | 'cut' | 'swallowing' = 'whole';

  const server = createServer((client) => {
    if (state === 'cut') return void client.resetAndDestroy();
    const upstream = connect(port, host);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      from.on('data', (data) => state === 'whole' && to.write(data));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
    return undefined;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');

  const breakAll = (): void => open.forEach((socket) => void socket.resetAndDestroy());
  return {
    port: address.port,
    cut() {
      state = 'cut';
      breakAll();
    },
    swallow: () => void (state = 'swallowing'),
    mend() {
      state = 'whole';
      breakAll();
    },
    close() {
      breakAll();
      server.close();
    },
  };
}
