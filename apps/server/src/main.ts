import { startCaretaker } from './caretaker.ts';
import { type ProcessObserver, compose } from './composition.ts';
import { createMissingDatabase } from './missing-database.ts';
import { readEnvironment } from './environment.ts';
import { closeGracefully } from './graceful-close.ts';
import { Metrics } from './metrics.ts';
import { startMetricsServer } from './metrics-server.ts';
import { PageFiles } from './page-files/page-files.ts';
import { pageRoot } from './page-root.ts';
import { createServer } from './server.ts';
import { Shutdown } from './shutdown.ts';

try {
  const environment = readEnvironment(process.env, process.cwd());
  const { host, port, database: location, redisUrl, publicUrl, logLevel, drain } = environment;
  const { trustProxy, httpLimits, hsts } = environment;
  for (const warning of environment.warnings) console.error(`Warning: ${warning}`);
  const metrics = new Metrics();
  const observer: ProcessObserver = {
    onSignIn(outcome) {
      metrics.onSignIn(outcome);
      if (outcome === 'succeeded') caretaker.deliver();
    },
    onMail(outcome, alertIds, error) {
      metrics.onMail(outcome);
      if (outcome !== 'sent') server.log.warn({ outcome, alertIds, err: error }, 'a mail could not be sent');
    },
    onAccountMail(outcome, mailId, error) {
      metrics.onMail(outcome);
      if (outcome !== 'sent')
        server.log.warn({ outcome, mailId, err: error }, 'a mail about an account could not be sent');
    },
    onMailDue: () => caretaker.deliver(),
    onMailCeiling() {
      if (metrics.onMailCeiling()) server.log.warn('the mails of this hour are used up (MAILS_PER_HOUR): others wait');
    },
    onChangeReached: (milliseconds) => metrics.onChangeReached(milliseconds),
    onLeaseFailure(error) {
      metrics.onLeaseFailure();
      server.log.warn({ err: error }, 'the lease could not be renewed: until it is, every request asks the database');
    },
  };
  const shutdown = new Shutdown(drain);
  const { database, services, postman, accountMails } = await named(
    'url' in location ? 'DATABASE_URL' : 'DATA_DIR',
    createMissingDatabase(location).then(() => compose(environment, { observer })),
  );
  shutdown.add(() => database.close());
  const local = new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}`);
  const pageFiles = new PageFiles({
    store: database.pageFiles,
    root: pageRoot,
    clock: () => new Date(),
    onFailure: (error) =>
      server.log.warn({ err: error }, 'the files of the page could not be shared with instances of other builds'),
  });
  const server = createServer({
    services,
    publicUrl: publicUrl ?? local,
    trustProxy,
    hsts,
    httpLimits,
    onConnectionRefused: (limit) => metrics.onConnectionRefused(limit),
    logLevel,
    pageRoot,
    // The embedded database serves one instance, and would grow by 75 MB in memory.
    ...('url' in location ? { pageFiles } : {}),
    readiness() {
      if (shutdown.hasBegun) return 'draining';
      return services.cluster.isTrusted ? 'ready' : 'no_database';
    },
  });
  if ('url' in location) await pageFiles.start();
  shutdown.add(() => pageFiles.stop());
  await services.cluster.join();
  shutdown.add(() => services.cluster.leave());
  const caretaker = startCaretaker({
    services,
    postman,
    accountMails,
    log: server.log,
    onFailure: (job) => metrics.onJobFailure(job),
  });
  shutdown.add(() => caretaker.stop());

  if (environment.smtp === null && publicUrl?.protocol === 'https:') {
    server.log.warn(
      'SMTP_URL is not set: mails, with links that answer for people, are printed here and reach nobody.',
    );
  }

  const serving = environment.metrics && startMetricsServer(metrics, environment.metrics);
  const metricsServer = serving && (await named('METRICS_HOST and METRICS_PORT', serving));
  if (metricsServer) {
    metrics.time(server);
    metrics.watch(services);
    shutdown.add(() => metricsServer.stop());
    console.log(`Metrics: ${metricsServer.url}`);
  }

  shutdown.add(() => closeGracefully(server));
  // They would keep their connections open.
  shutdown.add(() => services.memory.closeStreams());
  shutdown.heedSignals();
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
