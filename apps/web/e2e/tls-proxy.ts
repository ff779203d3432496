import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, type ServerResponse, request } from 'node:http';
import { createServer } from 'node:https';
import { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCertificate } from '@vitejs/plugin-basic-ssl';

/** Answers a request by itself, and tells whether it did. */
export type Answer = (asked: IncomingMessage, answer: ServerResponse) => boolean;

/** Keeps an answer that the server has given, for as long as it likes. */
export type Hold = (asked: IncomingMessage) => Promise<void>;

/** HTTPS on localhost, with a certificate of its own, in front of a server that is yet to be started. */
export async function startTlsProxy(answered: Answer, hold: Hold) {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-tls-'));
  const pem = await getCertificate(folder, 'localhost', ['localhost']);
  await rm(folder, { recursive: true });
  const server = createServer({ key: pem, cert: pem }, (asked, answer) => {
    if (answered(asked, answer)) return;
    const { method, headers, url: path } = asked;
    const passed = request({ host: 'localhost', port, path, method, headers }, (said) => {
      void hold(asked).then(() => {
        answer.writeHead(said.statusCode ?? 502, said.rawHeaders);
        said.pipe(answer);
      });
    });
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    asked.pipe(passed);
  });
  const own = await listen(server);
  const publicKey = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  return {
    origin: `https://localhost:${own}`,
    /** What Chromium is told to trust. */
    keyHash: createHash('sha256').update(publicKey).digest('base64'),
    /** Where the server behind it has to listen. */
    port,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Tells on which port. */
async function listen(server: Server): Promise<number> {
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens nowhere');
  return address.port;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = new Server();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}
