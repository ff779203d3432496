import type { Latchkey } from '@latchkey/sessions/latchkey';
import type { FastifyInstance } from 'fastify';
import { type Composition, compose, addressOf } from './composition.ts';
import type { Environment } from './config/environment.ts';
import { createMissingDatabase } from './database/missing-database.ts';
import { closeGracefully } from './http/graceful-close.ts';
import type { Readiness } from './http/health.ts';
import { JobScheduler } from './jobs/job-scheduler.ts';
import { startMetricsServer } from './metrics/metrics-server.ts';
import { Metrics } from './metrics/metrics.ts';
import { brandFilesOf } from './page/brand-files.ts';
import { PageFiles } from './page/page-files.ts';
import { pageRoot } from './installation.ts';
import { Shutdown } from './shutdown.ts';
import { ProcessTelemetry } from './telemetry.ts';

/** What an instance consists of, in the order in which it is created. */
interface InstanceParts {
  readonly environment: Environment;
  readonly metrics: Metrics;
  readonly telemetry: ProcessTelemetry;
  readonly jobs: JobScheduler;
  readonly composition: Composition;
  readonly shutdown: Shutdown;
}

/** One instance: the domain on its database, its jobs and metrics, and what its HTTP application needs. */
export class Instance {
  readonly #parts: InstanceParts;
  readonly services: Latchkey;
  /** Where browsers reach it, with the base path. */
  readonly publicUrl: URL;
  /** The page's files of other builds, or null on the embedded database, which serves one instance. */
  readonly pageFiles: PageFiles | null;
  readonly metrics: Metrics;

  private constructor(parts: InstanceParts) {
    const { environment, composition, telemetry } = parts;
    this.#parts = parts;
    this.services = composition.services;
    this.metrics = parts.metrics;
    this.publicUrl = new URL(addressOf(environment));
    // In the embedded database they would take 75 MB of memory.
    this.pageFiles =
      'url' in environment.database
        ? new PageFiles({
            store: composition.database.pageFiles,
            root: pageRoot,
            brandFiles: brandFilesOf(environment.brand),
            clock: () => new Date(),
            onFailure: (error) => telemetry.onPageFilesFailure(error),
          })
        : null;
  }

  /**
   * Opens the database of the settings, and migrates it.
   * @throws {Error} that names the setting if something cannot be opened.
   */
  static async open(environment: Environment): Promise<Instance> {
    const { database: location, publicUrl, warnings } = environment;
    for (const warning of warnings) console.error(`Warning: ${warning}`);
    const metrics = new Metrics();
    const telemetry = new ProcessTelemetry(metrics, { isPublic: publicUrl !== null });
    const jobs = new JobScheduler((job) => metrics.jobFailures.inc({ job }));
    const composition = await named(
      'url' in location ? 'DATABASE_URL' : 'DATA_DIR',
      createMissingDatabase(location).then(() =>
        compose(environment, { telemetry, mailWorkers: { wake: () => jobs.sendMails() } }),
      ),
    );
    const shutdown = new Shutdown(environment.drain);
    shutdown.add(() => composition.database.close());
    return new Instance({ environment, metrics, telemetry, jobs, composition, shutdown });
  }

  /** For `/readyz`. */
  readonly readiness = (): Readiness => {
    if (this.#parts.shutdown.hasBegun) return 'draining';
    return this.services.cluster.isTrusted ? 'ready' : 'no_database';
  };

  /**
   * Joins the other instances, starts the jobs and the metrics, and listens. Resolves with the address. From then on SIGTERM
   * and SIGINT close everything in the opposite order, and end the process.
   * @throws {Error} that names the setting if something cannot be opened.
   */
  async listen(app: FastifyInstance): Promise<string> {
    const { services, pageFiles } = this;
    const { environment, telemetry, jobs, composition, shutdown } = this.#parts;
    const { log } = app;
    telemetry.logTo(log);
    if (pageFiles) {
      await pageFiles.start();
      shutdown.add(() => pageFiles.stop());
    }
    await services.cluster.join();
    shutdown.add(() => services.cluster.leave());
    shutdown.add(async () => {
      await services.refunds.stop();
      await services.memory
        .flushAll()
        .catch((error: unknown) => log.warn({ err: error }, 'the last uses could not be written'));
    });
    jobs.start({ ...composition, log });
    shutdown.add(() => jobs.stop());
    if (environment.smtp === null && environment.publicUrl?.protocol === 'https:') {
      log.warn('SMTP_URL is not set: mails, with links that give access to accounts, are printed here and not sent.');
    }
    await this.#startMetrics();
    shutdown.add(() => closeGracefully(app));
    // Streams never end by themselves, so their connections would stay open.
    shutdown.add(() => services.memory.closeStreams());
    shutdown.handleSignals();
    void composition.database.stopped.then((error) => {
      log.fatal({ err: error }, 'the embedded database has stopped: this process ends, and must be started again');
      shutdown.fail();
    });
    return named('HOST and PORT', app.listen({ host: environment.host, port: environment.port }));
  }

  async #startMetrics(): Promise<void> {
    const { environment, metrics, shutdown } = this.#parts;
    if (environment.metrics === null) return;
    const server = await named('METRICS_HOST and METRICS_PORT', startMetricsServer(metrics, environment.metrics));
    metrics.observeServices(this.services);
    shutdown.add(() => server.stop());
    console.log(`Metrics: ${server.url}`);
  }
}

/** Names the setting in an error. */
async function named<Value>(setting: string, opening: Promise<Value>): Promise<Value> {
  try {
    return await opening;
  } catch (error) {
    throw new Error(`${setting}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
