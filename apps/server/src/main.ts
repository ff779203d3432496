import { readEnvironment } from './environment.ts';
import { openLatchkey } from './latchkey.ts';
import { pageRoot } from './page-root.ts';
import { createServer } from './server.ts';
import { ignoreOutputErrors } from './standard-output.ts';

ignoreOutputErrors();

try {
  const environment = readEnvironment(process.env, process.cwd());
  const { database: location, redisUrl, publicUrl, trustProxy, httpLimits, hsts, logLevel } = environment;
  const latchkey = await openLatchkey(environment);
  const { metrics, pageFiles } = latchkey;
  const server = createServer({
    services: latchkey.services,
    publicUrl: latchkey.publicUrl,
    trustProxy,
    hsts,
    httpLimits,
    onConnectionRefused: (limit) => metrics.onConnectionRefused(limit),
    logLevel,
    pageRoot,
    ...(pageFiles && { pageFiles }),
    readiness: latchkey.readiness,
  });
  if (environment.metrics) metrics.time(server);
  const listening = await latchkey.listen(server);
  const where = 'url' in location ? 'PostgreSQL' : `the embedded database in ${location.dataDir}`;
  const messages = redisUrl === null ? '' : ', messages: Redis';
  console.log(`Latchkey is ready: ${publicUrl?.origin ?? listening}  (data: ${where}${messages})`);
} catch (error) {
  console.error(`Latchkey did not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
