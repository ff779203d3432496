import { once } from 'node:events';
import { type Socket, connect, createServer } from 'node:net';
import type { Wire } from '@latchkey/sessions/testing/channel-contract';

/** A wire between a client and a server that a test can cut. */
export async function wireTo(host: string, port: number): Promise<Wire & { readonly port: number; close(): void }> {
  const sockets = new Set<Socket>();
  let state: 'whole' | 'cut' | 'swallowing' = 'whole';

  const join = (from: Socket, to: Socket): void => {
    sockets.add(from);
    from.on('data', (data) => state === 'whole' && to.write(data));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((client) => {
    if (state === 'cut') {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(port, host);
    join(client, upstream);
    join(upstream, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The wire has no port');

  const become = (next: typeof state): void => {
    state = next;
    if (next !== 'swallowing') sockets.forEach((socket) => void socket.resetAndDestroy());
  };
  return {
    port: address.port,
    cut: () => become('cut'),
    swallow: () => become('swallowing'),
    mend: () => become('whole'),
    close() {
      become('cut');
      server.close();
    },
  };
}
