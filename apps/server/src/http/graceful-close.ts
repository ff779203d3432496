import type { FastifyInstance } from 'fastify';

/** In milliseconds, between two checks for connections that became idle. */
const sweepInterval = 50;

/** In milliseconds, for running requests: longer than a revocation waits for a lease. */
const closeTimeout = 5_000;

/** Accepts no new connection, and resolves when the running requests are answered, or after five seconds cut off. */
export async function closeGracefully(app: FastifyInstance): Promise<void> {
  // `close` alone would wait a minute for a connection that became idle after it began.
  const sweep = setInterval(() => app.server.closeIdleConnections(), sweepInterval);
  const cut = setTimeout(() => app.server.closeAllConnections(), closeTimeout);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
}
