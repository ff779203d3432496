import type { FastifyInstance } from 'fastify';

/** Between two looks for connections that have become idle, in milliseconds. */
const sweepEvery = 50;

/** Takes no new connection, and resolves when what is under way has been answered, or is cut off after `patience` ms. */
export async function closeGracefully(app: FastifyInstance, patience: number): Promise<void> {
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
