import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Duplex } from 'node:stream';

/** A ping of a client without a payload, whose mask is zero (RFC 6455, 5.2). */
const ping = Buffer.from([0x89, 0x80, 0, 0, 0, 0]);
const pong = 0x8a;

/**
 * Opens a WebSocket with these cookies. Resolves, once it has stayed open for a ping, with the promise of the code by which it
 * is closed.
 * @throws {Error} where it is refused, or closed at once.
 */
export async function openWebSocket(url: string, cookie: string): Promise<{ readonly closed: Promise<number> }> {
  const handshake = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-key': randomBytes(16).toString('base64'),
    'sec-websocket-version': '13',
  };
  const asked = request(url, { headers: { cookie, ...handshake } }).end();
  const socket = await new Promise<Duplex>((resolve, reject) => {
    asked.once('error', reject).once('upgrade', (_answer, opened, head) => {
      // A close frame that follows the answer to the handshake at once is in the head.
      opened.unshift(head);
      resolve(opened);
    });
  });
  const frames = framesOf(socket);
  socket.write(ping);
  const { value: first } = await frames.next();
  if (first?.[0] !== pong) throw new Error('It was closed at once');
  return { closed: frames.next().then(({ value }) => value?.readUInt16BE(2) ?? 0) };
}

/** The frames that arrive: control frames, which are short. */
async function* framesOf(socket: Duplex): AsyncGenerator<Buffer, undefined> {
  let bytes = Buffer.alloc(0);
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk]);
    for (let end = 2 + (bytes[1] ?? 0); bytes.length >= Math.max(2, end); end = 2 + (bytes[1] ?? 0)) {
      yield bytes.subarray(0, end);
      bytes = bytes.subarray(end);
    }
  }
}
