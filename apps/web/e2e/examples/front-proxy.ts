import { createServer, request } from 'node:http';

/**
 * A proxy in front of an application that forwards no requests itself: those below `/account` go to Latchkey, the others to the
 * application. It writes the address of the client into `X-Forwarded-For`, over what the client has sent.
 */
export async function startFrontProxy({ hostname, port }: URL, application: string, latchkey: string) {
  const server = createServer((incoming, outgoing) => {
    const { method, url: path = '/', headers, socket } = incoming;
    const target = new URL(/^\/account(?:[/?]|$)/.test(path) ? latchkey : application);
    const forwarded = request({
      hostname: target.hostname,
      port: target.port,
      method,
      path,
      headers: { ...headers, 'x-forwarded-for': socket.remoteAddress },
    });
    forwarded.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    outgoing.on('close', () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(Number(port), hostname, resolve));
  return {
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
