import type { FastifyInstance } from 'fastify';

/** Between two looks for connections that have become idle, in milliseconds. */
const sweepEvery = 50;

/** How long to wait for requests that are under way: longer than a revocation waits for a lease. In milliseconds. */
const patience = 5_000;

/** Takes no new connection, and resolves when what is under way has been answered, or is cut off. */
export async function closeGracefully(app: FastifyInstance): Promise<void> {
  // A connection whose answer left before the close began would be kept alive for a minute.
  const sweep = setInterval(() => app.server.closeIdleConnections(), sweepEvery);
  const cut = setTimeout(() => app.server.closeAllConnections(), patience);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
}
