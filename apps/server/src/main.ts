import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Observer } from '@latchkey/sessions/services';
import { startCaretaker } from './caretaker.ts';
import { compose } from './composition.ts';
import { readEnvironment } from './environment.ts';
import { closeGracefully } from './graceful-close.ts';
import { Metrics } from './metrics.ts';
import { startMetricsServer } from './metrics-server.ts';
import { createServer } from './server.ts';

const pageRoot = join(dirname(fileURLToPath(import.meta.resolve('@latchkey/web/package.json'))), 'dist');

/** How long a stop waits for requests that are under way: longer than a revocation waits for a lease. In milliseconds. */
const patience = 5_000;

/** Past this, something hangs, and the process ends anyway. */
const stopWithin = patience + 3_000;

try {
  const environment = readEnvironment(process.env, process.cwd());
  const { host, port, database: location, redisUrl, publicUrl, trustProxy, logLevel, drain } = environment;
  const metrics = new Metrics();
  const observer: Observer = {
    onSignIn: (outcome) => metrics.onSignIn(outcome),
    onChangeReached: (milliseconds) => metrics.onChangeReached(milliseconds),
    onLeaseFailure(error) {
      metrics.onLeaseFailure();
      server.log.warn({ err: error }, 'the lease could not be renewed: until it is, every request asks the database');
    },
  };
  const { database, services } = await named(
    'url' in location ? 'DATABASE_URL' : 'DATA_DIR',
    compose(environment, observer),
  );
  const stopping = new AbortController();
  const local = new URL(`http://${host.includes(':') ? `[${host}]` : host}`);
  const server = createServer({
    services,
    publicUrl: publicUrl ?? local,
    trustProxy,
    logLevel,
    pageRoot,
    readiness() {
      if (stopping.signal.aborted) return 'draining';
      return services.cluster.isTrusted ? 'ready' : 'no_database';
    },
  });
  await services.cluster.join();
  const caretaker = startCaretaker(services, server.log);

  const serving = environment.metrics && startMetricsServer(metrics, environment.metrics);
  const metricsServer = serving && (await named('METRICS_HOST and METRICS_PORT', serving));
  if (metricsServer) {
    metrics.time(server);
    metrics.watch(services);
    console.log(`Metrics: ${metricsServer.url}`);
  }

  const hurry = new AbortController();
  const stop = async () => {
    // Asked a second time, it waits no longer for whoever sends requests here.
    if (stopping.signal.aborted) hurry.abort();
    if (stopping.signal.aborted) return;
    stopping.abort();
    await sleep(drain, undefined, { signal: hurry.signal }).catch(() => {});
    // Unreferenced: it must not keep the process.
    setTimeout(() => process.exit(1), stopWithin).unref();
    services.memory.closeWatches();
    await closeGracefully(server, patience);
    metricsServer?.stop();
    await caretaker.stop();
    await services.cluster.leave();
    await database.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  // Whoever started it and held a channel to it is gone.
  process.once('disconnect', () => void stop());

  const listening = await named('HOST and PORT', server.listen({ host, port }));
  const where = 'url' in location ? 'PostgreSQL' : `the embedded database in ${location.dataDir}`;
  const messages = redisUrl === null ? '' : ', messages: Redis';
  console.log(`Latchkey is ready: ${publicUrl?.origin ?? listening}  (data: ${where}${messages})`);
} catch (error) {
  console.error(`Latchkey did not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

/** Says which setting it was where something goes wrong. */
async function named<Value>(setting: string, opening: Promise<Value>): Promise<Value> {
  try {
    return await opening;
  } catch (error) {
    throw new Error(`${setting}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
