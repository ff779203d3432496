import cluster from 'node:cluster';
import { readEnvironment } from './config/environment.ts';
import { createServer } from './http/server.ts';
import { Instance } from './instance.ts';
import { pageRoot } from './installation.ts';
import { ignoreOutputErrors } from './standard-output.ts';
import { keepTickObject } from './tick-objects.ts';

ignoreOutputErrors();
keepTickObject();

try {
  const environment = readEnvironment(process.env, process.cwd());
  const { database: location, redisUrl, publicUrl, basePath } = environment;
  const instance = await Instance.open(environment);
  const { metrics, pageFiles } = instance;
  const { worker } = cluster;
  const server = createServer({
    ...environment,
    services: instance.services,
    publicUrl: instance.publicUrl,
    onConnectionRefused: (limit) => metrics.refusedConnections.inc({ limit }),
    pageRoot,
    ...(pageFiles && { pageFiles }),
    readiness: instance.readiness,
    ...(environment.metrics && { requestMetrics: metrics }),
    // For `deploy/smoke.mjs`: which instance of `npm run cluster` answered.
    ...(worker && { moreHeaders: { 'x-served-by': String(worker.id) } }),
  });
  const address = await instance.listen(server);
  const data = 'url' in location ? 'PostgreSQL' : `the embedded database in ${location.dataDir}`;
  const messages = redisUrl === null ? '' : ', messages: Redis';
  console.log(`Latchkey is ready: ${publicUrl?.origin ?? address}${basePath}  (data: ${data}${messages})`);
} catch (error) {
  console.error(`Latchkey did not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
