import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { quantile } from '../quantile.ts';
import type { LoadOrder, LoadReport } from './load-order.ts';
import { ResponseReader } from './response-reader.ts';

/** Sends requests over kept-alive connections, on each one the next request after the previous answer. */
export async function load(order: LoadOrder): Promise<LoadReport> {
  const times: number[] = [];
  const statuses: Record<number, number> = {};
  const begin = performance.now();
  const deadline = begin + order.seconds * 1000;
  const patience = begin + order.patience * 1000;
  let sent = 0;
  const isOver = () => {
    const now = performance.now();
    return sent >= order.atMost || (now >= deadline && (sent >= order.atLeast || now >= patience));
  };
  const next = () => {
    sent += 1;
    return order.requests[(order.from + sent - 1) % order.requests.length] ?? '';
  };
  const pause = order.rate === null ? 0 : (order.connections * 1000) / order.rate;

  const keepAsking = (place: number) =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ port: order.port, host: '127.0.0.1', noDelay: true });
      const reader = new ResponseReader();
      let sentAt = 0;
      const ask = () => {
        if (isOver()) {
          socket.destroy();
          return resolve();
        }
        sentAt = performance.now();
        socket.write(next());
      };
      // Evenly spread: requests that all leave at once would wait for each other.
      socket.once('connect', () => setTimeout(ask, (place * pause) / order.connections));
      socket.once('error', reject);
      socket.once('close', () => (isOver() ? resolve() : reject(new Error('The server closed a connection'))));
      socket.on('data', (chunk: Buffer) => {
        for (const status of reader.read(chunk)) {
          const took = performance.now() - sentAt;
          times.push(took);
          statuses[status] = (statuses[status] ?? 0) + 1;
          if (pause > took) setTimeout(ask, pause - took);
          else ask();
        }
      });
    });

  // A server that answers a sleeping process pays for waking it, on a virtual machine more than for the answer.
  const awake = order.rate === null ? keepAwake() : null;
  try {
    await Promise.all(Array.from({ length: order.connections }, (_, place) => keepAsking(place)));
  } finally {
    awake?.end();
  }
  const seconds = (performance.now() - begin) / 1000;
  const sorted = Float64Array.from(times).toSorted();
  return {
    id: order.id,
    answered: times.length,
    seconds,
    statuses,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
  };
}

/** Keeps this process busy while it has nothing to do, so that it never sleeps. */
function keepAwake(): { end(): void } {
  let turn: NodeJS.Immediate;
  const goOn = () => void (turn = setImmediate(goOn));
  goOn();
  return { end: () => clearImmediate(turn) };
}
