import { type IncomingHttpHeaders, type Server, type ServerResponse, createServer } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** A request that a receiver got. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers a request, or leaves it open. The default answer is 204. */
type Answer = (received: Received, response: ServerResponse) => void;

/** An application that receives events over HTTP. */
export class Receiver implements AsyncDisposable {
  readonly received: Received[] = [];
  readonly #server: Server;
  answer: Answer;

  constructor(answer: Answer = (_received, response) => response.writeHead(204).end()) {
    this.answer = answer;
    this.#server = createServer((request, response) => {
      void text(request).then((body) => {
        const received = { path: request.url ?? '', headers: request.headers, body };
        this.received.push(received);
        this.answer(received, response);
      });
    });
  }

  /** Listens on a free port, and returns the address. */
  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('It should listen on a port');
    return `http://127.0.0.1:${address.port}/events`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    if (this.#server.listening) await new Promise((closed) => this.#server.close(closed));
  }
}
