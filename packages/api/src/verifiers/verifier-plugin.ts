import type { Latchkey } from '@latchkey/sessions/latchkey';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type WebSocket, WebSocketServer } from 'ws';
import { ApiError } from '../api-error.ts';
import type { Cookies } from '../credentials/cookie.ts';
import { keyOf, ownerOf, serviceContext } from '../service/service-context.ts';
import { routeUpgrades, upgradeOf } from './upgrade.ts';
import { VerifierConversation, verifierScope } from './verifier-conversation.ts';
import type { ToVerifier } from './verifier-message.ts';

const path = '/v1/service/verifier';

/** The most verifiers that an instance serves for one key, and for all keys. */
export const mostVerifiersOfKey = 100;
export const mostVerifiers = 400;

/** The longest message of a verifier, in bytes: 500 uses, or a request with the longest cookie. */
export const longestMessage = 128 * 1024;

/** The most unread bytes that an instance buffers for a verifier. A verifier with more is disconnected. */
export const longestQueue = 1024 * 1024;

/** A verifier renews its lease several times a second. One that sends nothing for this time, in milliseconds, is disconnected. */
const defaultSilenceTimeout = 10_000;

export interface VerifierOptions {
  readonly services: Latchkey;
  readonly cookies: Cookies;
  /** In milliseconds. `defaultSilenceTimeout` without it. */
  readonly silenceTimeout?: number;
}

interface Connection {
  readonly owner: string;
  receivedAt: number;
}

/** Serves verifiers: applications that check sessions in their own process. docs/revocation.md has the protocol. */
export function verifierPlugin(app: FastifyInstance, options: VerifierOptions, done: () => void): void {
  const { services, cookies, silenceTimeout = defaultSilenceTimeout } = options;
  const connections = new VerifierConnections();
  routeUpgrades(app, `${app.prefix}${path}`);
  app.get(path, async (request, reply) => {
    const context = serviceContext(services, cookies, request);
    const { key } = await keyOf(context);
    if (!key.scopes.includes(verifierScope))
      throw new ApiError('service_scope_missing', { fields: { scope: verifierScope } });
    const socket = connections.accept(ownerOf(key), request, reply);
    if (socket === null) return;
    const conversation = new VerifierConversation({
      context,
      send: (message) => send(socket, message),
      close: (reason) => socket.close(reason),
    });
    socket.on('message', (data, isBinary) => {
      connections.touch(socket);
      void conversation.receive(Buffer.isBuffer(data) && !isBinary ? data.toString() : '');
    });
    socket.once('close', () => conversation.end());
  });
  const sweep = setInterval(() => connections.endSilent(silenceTimeout), silenceTimeout / 10).unref();
  app.addHook('preClose', async () => {
    clearInterval(sweep);
    connections.refuseMore();
    await services.verifiers.close();
    connections.endAll();
  });
  done();
}

/** The open connections of an instance to verifiers. */
class VerifierConnections {
  readonly #server = new WebSocketServer({ noServer: true, clientTracking: false, maxPayload: longestMessage });
  readonly #open = new Map<WebSocket, Connection>();
  #isClosing = false;

  /**
   * Completes the handshake. Null where the client has broken it off.
   * @throws {ApiError} where the request asks for no WebSocket, or there are too many.
   */
  accept(owner: string, { raw }: FastifyRequest, reply: FastifyReply): WebSocket | null {
    const upgrade = upgradeOf(raw);
    if (upgrade === null) {
      reply.header('upgrade', 'websocket').header('connection', 'upgrade');
      throw new ApiError('upgrade_required');
    }
    if (this.#isClosing) throw new ApiError('busy');
    const ofKey = [...this.#open.values()].filter((other) => other.owner === owner).length;
    if (ofKey >= mostVerifiersOfKey || this.#open.size >= mostVerifiers) throw new ApiError('too_many_verifiers');
    reply.hijack();
    let accepted: WebSocket | null = null;
    this.#server.handleUpgrade(raw, upgrade.socket, upgrade.head, (socket) => {
      accepted = socket;
      this.#open.set(socket, { owner, receivedAt: performance.now() });
      // `close` follows, which handles it.
      socket.on('error', () => {});
      socket.once('close', () => this.#open.delete(socket));
    });
    return accepted;
  }

  touch(socket: WebSocket): void {
    const connection = this.#open.get(socket);
    if (connection) connection.receivedAt = performance.now();
  }

  endSilent(silenceTimeout: number): void {
    const now = performance.now();
    for (const [socket, { receivedAt }] of this.#open) if (now - receivedAt > silenceTimeout) socket.terminate();
  }

  refuseMore(): void {
    this.#isClosing = true;
  }

  endAll(): void {
    for (const socket of this.#open.keys()) socket.terminate();
  }
}

function send(socket: WebSocket, message: ToVerifier): void {
  if (socket.bufferedAmount > longestQueue) socket.terminate();
  else socket.send(JSON.stringify(message));
}
