import type { Services } from '@latchkey/sessions/services';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { type Caretaker, startCaretaker } from './caretaker.ts';
import { type ProcessObserver, compose, originOf } from './composition.ts';
import type { Environment } from './environment.ts';
import { closeGracefully } from './graceful-close.ts';
import type { Readiness } from './health.ts';
import { Metrics } from './metrics.ts';
import { startMetricsServer } from './metrics-server.ts';
import { createMissingDatabase } from './missing-database.ts';
import { SignInAddresses } from './proxy-diagnosis.ts';
import { PageFiles } from './page-files/page-files.ts';
import { pageRoot } from './page-root.ts';
import { Shutdown } from './shutdown.ts';

/** One instance, not yet listening: the domain on its database, and what the HTTP application in front of it needs. */
export interface Latchkey {
  readonly services: Services;
  /** Where browsers reach it. */
  readonly publicUrl: URL;
  /** The files of other builds of the page. Null on the embedded database, which serves one instance. */
  readonly pageFiles: PageFiles | null;
  readonly metrics: Metrics;
  readonly readiness: () => Readiness;
  /** Joins the other instances, starts the jobs and the metrics, and listens. Resolves with the address. */
  listen(app: FastifyInstance): Promise<string>;
}

/**
 * Opens the database that the settings name, and migrates it. From `listen` on, the process ends when it is asked to.
 * @throws {Error} that names the setting where something cannot be opened.
 */
export async function openLatchkey(environment: Environment): Promise<Latchkey> {
  const { host, port, database: location, drain, publicUrl, smtp } = environment;
  for (const warning of environment.warnings) console.error(`Warning: ${warning}`);
  const metrics = new Metrics();
  const shutdown = new Shutdown(drain);
  // Nothing is observed before `listen`.
  let log: FastifyBaseLogger | null = null;
  let caretaker: Caretaker | null = null;
  const signInAddresses = new SignInAddresses({ isPublic: publicUrl !== null });
  const observer: ProcessObserver = {
    onSignIn(outcome) {
      metrics.onSignIn(outcome);
      if (outcome === 'succeeded') caretaker?.deliver();
    },
    onMail(outcome, alertIds, error) {
      metrics.onMail(outcome);
      if (outcome !== 'sent') log?.warn({ outcome, alertIds, err: error }, 'a mail could not be sent');
    },
    onAccountMail(outcome, mailId, error) {
      metrics.onMail(outcome);
      if (outcome !== 'sent') log?.warn({ outcome, mailId, err: error }, 'a mail about an account could not be sent');
    },
    onSessionBegun(userId, address) {
      const finding = signInAddresses.add(userId, address);
      if (finding !== null) log?.warn(finding);
    },
    onMailDue: () => caretaker?.deliver(),
    onMailCeiling() {
      if (metrics.onMailCeiling()) log?.warn('the mails of this hour are used up (MAILS_PER_HOUR): others wait');
    },
    onChangeReached: (milliseconds) => metrics.onChangeReached(milliseconds),
    onLeaseFailure(error) {
      metrics.onLeaseFailure();
      log?.warn({ err: error }, 'the lease could not be renewed: until it is, every request asks the database');
    },
  };
  const { database, services, postman, accountMails } = await named(
    'url' in location ? 'DATABASE_URL' : 'DATA_DIR',
    createMissingDatabase(location).then(() => compose(environment, { observer })),
  );
  shutdown.add(() => database.close());
  const onFailure = (error: unknown) =>
    log?.warn({ err: error }, 'the files of the page could not be shared with instances of other builds');
  const pageFiles = new PageFiles({ store: database.pageFiles, root: pageRoot, clock: () => new Date(), onFailure });
  // The embedded database would grow by 75 MB in memory.
  const sharesPageFiles = 'url' in location;

  return {
    services,
    publicUrl: new URL(originOf({ publicUrl, host, port })),
    pageFiles: sharesPageFiles ? pageFiles : null,
    metrics,
    readiness() {
      if (shutdown.hasBegun) return 'draining';
      return services.cluster.isTrusted ? 'ready' : 'no_database';
    },
    async listen(app) {
      ({ log } = app);
      if (sharesPageFiles) await pageFiles.start();
      shutdown.add(() => pageFiles.stop());
      await services.cluster.join();
      shutdown.add(() => services.cluster.leave());
      const jobs = startCaretaker({
        services,
        postman,
        accountMails,
        log: app.log,
        onFailure: (job) => metrics.onJobFailure(job),
      });
      caretaker = jobs;
      shutdown.add(() => jobs.stop());
      if (smtp === null && publicUrl?.protocol === 'https:') {
        log.warn('SMTP_URL is not set: mails, with links that answer for people, are printed here and reach nobody.');
      }
      if (environment.metrics) {
        const server = await named('METRICS_HOST and METRICS_PORT', startMetricsServer(metrics, environment.metrics));
        metrics.watch(services);
        shutdown.add(() => server.stop());
        console.log(`Metrics: ${server.url}`);
      }
      shutdown.add(() => closeGracefully(app));
      // They would keep their connections open.
      shutdown.add(() => services.memory.closeStreams());
      shutdown.heedSignals();
      return named('HOST and PORT', app.listen({ host, port }));
    },
  };
}

/** Says which setting it was where something goes wrong. */
async function named<Value>(setting: string, opening: Promise<Value>): Promise<Value> {
  try {
    return await opening;
  } catch (error) {
    throw new Error(`${setting}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
