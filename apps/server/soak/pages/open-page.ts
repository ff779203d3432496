import { type Socket, connect } from 'node:net';

/**
 * One open page: an HTTP request for `session.watch` on a connection of its own. It keeps nothing of what it reads, so that
 * ten thousand fit into the process that measures.
 */
export class OpenPage {
  readonly #socket: Socket;
  readonly opened: Promise<void>;
  /** The number of received chunks, with pings. */
  pieces = 0;

  /** `hear`: gets all that is received. */
  constructor(origin: URL, token: string, hear: (text: string) => void = () => {}) {
    const socket = connect({ host: origin.hostname, port: Number(origin.port) });
    this.#socket = socket;
    socket.write(
      `GET /api/trpc/session.watch HTTP/1.1\r\nhost: ${origin.host}\r\naccept: text/event-stream\r\n` +
        `user-agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n` +
        `cookie: latchkey=${token}\r\n\r\n`,
    );
    this.opened = new Promise((resolve, reject) => {
      let head = '';
      socket.on('data', (piece) => {
        this.pieces += 1;
        hear(piece.toString('latin1'));
        if (this.pieces > 10) return;
        head += piece.toString('latin1');
        if (head.includes('"kind":"opened"')) {
          head = '';
          this.pieces = 11;
          resolve();
        } else if (head.includes('serialized-error') || /^HTTP\/1\.1 [45]/.test(head)) {
          reject(new Error(head));
        }
      });
      socket.on('error', reject);
      socket.on('close', () => reject(new Error('The server closed the stream')));
    });
    this.opened.catch(() => {});
  }

  close(): void {
    this.#socket.destroy();
  }
}
