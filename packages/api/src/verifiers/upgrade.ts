import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { endSocket } from '../http/error-response.ts';

/** The connection of a request that asks for a WebSocket, and what the client has sent on it already. */
interface Upgrade {
  readonly socket: Duplex;
  readonly head: Buffer;
}

const upgrades = new WeakMap<IncomingMessage, Upgrade>();

/** The connection of a request that asks for a WebSocket, or null for any other request. */
export const upgradeOf = (request: IncomingMessage): Upgrade | null => upgrades.get(request) ?? null;

/**
 * Routes requests for a WebSocket at one path like all others, so that hooks and errors apply to them. Every other request that
 * asks for an upgrade is served as if it had not, as Node does for servers without WebSockets (RFC 9110, 7.8): some clients ask
 * for HTTP/2 by that in every first request, with a body.
 */
export function routeUpgrades(app: FastifyInstance, path: string): void {
  const { server } = app;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const isWebSocket = request.headers.upgrade?.toLowerCase() === 'websocket' && request.method === 'GET';
    if (isWebSocket && request.url?.split('?', 1)[0] === path) {
      answerUpgrade(app, request, { socket, head });
    } else if (server.listenerCount('upgrade') === 1) {
      socket.unshift(Buffer.concat([headOf(request), head]));
      server.emit('connection', socket);
    }
  });
}

function answerUpgrade(app: FastifyInstance, request: IncomingMessage, upgrade: Upgrade): void {
  const { socket } = upgrade;
  // Node has removed its listener, and an error without one, such as a reset by the client, would end the process.
  socket.on('error', () => {});
  const response = responseOn(request);
  if (response === null) {
    socket.destroy();
    return;
  }
  upgrades.set(request, upgrade);
  // Without a handshake the connection ends with the answer.
  response.shouldKeepAlive = false;
  response.once('finish', () => endSocket(socket));
  app.routing(request, response);
}

/** A response on the connection of a request, or null where an earlier request on it has not been answered. */
function responseOn(request: IncomingMessage): ServerResponse | null {
  const response = new ServerResponse(request);
  try {
    // Node type-checks it as a net.Socket, which the connections of a server are.
    response.assignSocket(request.socket);
    return response;
  } catch {
    return null;
  }
}

/** The first bytes of a request without what asks for an upgrade. */
function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    if (/^(?:upgrade|http2-settings)$/i.test(name)) continue;
    lines.push(`${name}: ${/^connection$/i.test(name) ? withoutUpgrade(value) : value}`);
  }
  // As Node has read it.
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

const withoutUpgrade = (value: string): string =>
  value
    .split(',')
    .filter((option) => !/^\s*(?:upgrade|http2-settings)\s*$/i.test(option))
    .join(',');
