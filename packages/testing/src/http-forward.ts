import { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse, request } from 'node:http';
import { pipeline } from 'node:stream';

export interface ForwardOptions {
  /** By default 127.0.0.1. */
  readonly host?: string;
  readonly port: number;
  /** The headers to send, by default those of the request. */
  readonly headers?: OutgoingHttpHeaders;
  /** Delays the answer until this resolves. */
  readonly beforeAnswer?: () => Promise<void>;
}

/** Forwards an HTTP request to a server, and streams the answer back. Answers 502 if the server does not answer. */
export function forward(incoming: IncomingMessage, outgoing: ServerResponse, options: ForwardOptions): void {
  const { host = '127.0.0.1', port, headers = incoming.headers, beforeAnswer = () => Promise.resolve() } = options;
  const forwarded = request({ host, port, method: incoming.method, path: incoming.url, headers });
  forwarded.once('response', (answer) => {
    void beforeAnswer().then(() => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      outgoing.flushHeaders();
      pipeline(answer, outgoing, () => {});
    });
  });
  forwarded.once('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
  outgoing.once('close', () => forwarded.destroy());
  incoming.pipe(forwarded);
}
