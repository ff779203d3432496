import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forward } from '@latchkey/testing/http-forward';
import { freePort, listenOnFreePort } from '@latchkey/testing/port';
import { getCertificate } from '@vitejs/plugin-basic-ssl';

/** Answers a request in place of the server. Returns whether it did. */
export type Answer = (asked: IncomingMessage, answer: ServerResponse) => boolean;

/** Delays an answer of the server until the promise resolves. */
export type Hold = (asked: IncomingMessage) => Promise<void>;

/** Starts an HTTPS proxy on localhost with a new certificate, in front of a server that starts later. */
export async function startTlsProxy(answered: Answer, hold: Hold) {
  const port = await freePort('localhost');
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-tls-'));
  const pem = await getCertificate(folder, 'localhost', ['localhost']);
  await rm(folder, { recursive: true });
  const server = createServer({ key: pem, cert: pem }, (asked, answer) => {
    if (answered(asked, answer)) return;
    forward(asked, answer, { host: 'localhost', port, beforeAnswer: () => hold(asked) });
  });
  const own = await listenOnFreePort(server, 'localhost');
  const publicKey = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  return {
    origin: `https://localhost:${own}`,
    /** For Chromium's list of trusted certificates. */
    keyHash: createHash('sha256').update(publicKey).digest('base64'),
    /** The port on which the server has to listen. */
    port,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
