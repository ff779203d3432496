import { once } from 'node:events';
import { Agent, type IncomingMessage, type Server, type ServerResponse, createServer, request } from 'node:http';
import { pipeline } from 'node:stream';

/** Somebody to send requests to. */
export interface Backend {
  readonly name: string;
  readonly port: number;
  readonly isReady: boolean;
  /** Says that nobody was there. */
  suspect(): void;
}

/** What concerns one connection only, and goes no further (RFC 9110, 7.6.1). */
const ofOneConnection = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
  'expect',
];

/**
 * Hands each request to the next instance that is ready, and its answer back as it comes, streams too. For trying out
 * several instances on one machine: it speaks no TLS, and believes no other proxy.
 */
export class Balancer {
  readonly #backends: readonly Backend[];
  readonly #agent = new Agent({ keepAlive: true });
  readonly #server: Server;
  #turn = 0;

  constructor(backends: readonly Backend[]) {
    this.#backends = backends;
    this.#server = createServer((asked, answer) => this.#forward(asked, answer, new Set()));
    // A stream may last for days.
    this.#server.requestTimeout = 0;
  }

  /** Resolves with the port. */
  async listen(host: string, port: number): Promise<number> {
    this.#server.listen(port, host);
    await once(this.#server, 'listening');
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  /** Takes no new connection. */
  close(): void {
    this.#server.close();
    this.#server.closeIdleConnections();
  }

  /** Lets go of whoever is still there. */
  end(): void {
    this.#server.closeAllConnections();
    this.#agent.destroy();
  }

  #forward(asked: IncomingMessage, answer: ServerResponse, tried: Set<Backend>): void {
    const backend = this.#next(tried);
    if (!backend) {
      refuse(answer, 503, 'No instance is ready. Try again in a moment.');
      return;
    }
    const forwarded = request({
      agent: this.#agent,
      host: '127.0.0.1',
      port: backend.port,
      method: asked.method,
      path: asked.url,
      headers: { ...passedOn(asked), ...forwardedFor(asked) },
    });
    // What has begun to be sent may have been done, and is not sent again.
    let isSent = false;
    const send = () => {
      isSent = true;
      asked.pipe(forwarded);
    };
    forwarded.once('socket', (socket) => (socket.connecting ? socket.once('connect', send) : send()));
    forwarded.once('response', (answered) => {
      answer.writeHead(answered.statusCode ?? 502, { ...passedOn(answered), 'x-served-by': backend.name });
      answer.flushHeaders();
      pipeline(answered, answer, () => {});
    });
    forwarded.once('error', () => {
      if (answer.headersSent || answer.destroyed) answer.destroy();
      else if (isSent) refuse(answer, 502, 'The instance did not answer. It may have done what you asked.');
      else {
        backend.suspect();
        this.#forward(asked, answer, tried.add(backend));
      }
    });
    answer.once('close', () => forwarded.destroy());
  }

  #next(tried: ReadonlySet<Backend>): Backend | null {
    for (let step = 0; step < this.#backends.length; step += 1) {
      this.#turn = (this.#turn + 1) % this.#backends.length;
      const backend = this.#backends[this.#turn];
      if (backend?.isReady === true && !tried.has(backend)) return backend;
    }
    return null;
  }
}

function passedOn({ headers }: IncomingMessage): Record<string, string | string[]> {
  const named = (headers.connection ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  const dropped = new Set([...ofOneConnection, ...named]);
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || dropped.has(name) ? [] : [[name, value]],
    ),
  );
}

/** Who asks stands here alone: what a client says of itself is not passed on. */
const forwardedFor = ({ headers, socket }: IncomingMessage) => ({
  'x-forwarded-for': socket.remoteAddress ?? '',
  'x-forwarded-proto': 'http',
  'x-forwarded-host': headers.host ?? '',
});

/** In the form of the API's own refusals. */
function refuse(answer: ServerResponse, status: number, msg: string): void {
  answer.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'retry-after': '2',
    connection: 'close',
  });
  answer.end(JSON.stringify({ msg, error_code: 'service_unavailable' }));
}
