import { once } from 'node:events';
import { type Server, createServer } from 'node:net';

/** Lets a TCP, HTTP or HTTPS server listen on a free port, and returns the port. */
export async function listenOnFreePort(server: Server, host = '127.0.0.1'): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no TCP port');
  return address.port;
}

/** Returns a TCP port that is free at this moment. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  const server = createServer();
  const port = await listenOnFreePort(server, host);
  server.close();
  await once(server, 'close');
  return port;
}
