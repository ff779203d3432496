import type { Administration } from '@latchkey/sessions/accounts/administration';
import type { Latchkey } from '@latchkey/sessions/latchkey';
import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** In seconds. The last ones are for revocations that wait for the lease of another instance. */
const changeBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const requestBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

const statusClasses = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const;

/** Measures an answer by its status and the duration of its request, in milliseconds. */
type MeasureAnswer = (status: number, duration: number) => void;

/** The metrics of this instance for Prometheus. docs/operations.md describes each. */
export class Metrics {
  readonly #registry = new Registry();
  readonly signIns = new Counter({
    name: 'latchkey_sign_ins_total',
    help: 'Sign-ins that were answered, by outcome.',
    labelNames: ['outcome'],
    registers: [this.#registry],
  });
  readonly mails = new Counter({
    name: 'latchkey_mails_total',
    help: 'Attempts to send a mail, by outcome.',
    labelNames: ['outcome'],
    registers: [this.#registry],
  });
  readonly deliveries = new Counter({
    name: 'latchkey_webhook_deliveries_total',
    help: 'Attempts to deliver an event to an endpoint, by outcome.',
    labelNames: ['outcome'],
    registers: [this.#registry],
  });
  readonly mailLimits = new Counter({
    name: 'latchkey_mail_limit_reached_total',
    help: 'Mails that had to wait because MAILS_PER_HOUR was used up.',
    registers: [this.#registry],
  });
  readonly changes = new Histogram({
    name: 'latchkey_change_propagation_seconds',
    help: 'From the commit of a revocation or another change until no instance could use the old state.',
    buckets: changeBuckets,
    registers: [this.#registry],
  });
  readonly leaseFailures = new Counter({
    name: 'latchkey_lease_failures_total',
    help: 'Times that renewing the lease began to fail.',
    registers: [this.#registry],
  });
  readonly refusedConnections = new Counter({
    name: 'latchkey_refused_connections_total',
    help: 'Connections that were closed at once, by limit.',
    labelNames: ['limit'],
    registers: [this.#registry],
  });
  readonly jobFailures = new Counter({
    name: 'latchkey_job_failures_total',
    help: 'Failed runs of background jobs, by job. Each is repeated after its interval.',
    labelNames: ['job'],
    registers: [this.#registry],
  });

  /** The content type of `read`. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  /** All metrics in the text format of Prometheus. */
  read(): Promise<string> {
    return this.#registry.metrics();
  }

  /** Adds metrics of the process and of the domain. They are read at each request for the metrics. */
  observeServices({ authenticator, cluster, memory, verifiers, administration }: Latchkey): void {
    collectDefaultMetrics({ register: this.#registry });
    this.#lookups(() => authenticator.lookups);
    this.#gauge(
      'latchkey_lease_remaining_seconds',
      'How long the lease lasts without a renewal; 0 without a lease.',
      () => cluster.leaseRemaining / 1000,
    );
    this.#gauge('latchkey_channel_connected', 'Whether announcements can be sent and received.', () =>
      Number(cluster.isConnected),
    );
    this.#gauge('latchkey_cached_sessions', 'Sessions in memory.', () => memory.sizes.remembered);
    this.#gauge(
      'latchkey_unwritten_last_used',
      'Sessions whose last use is not written yet.',
      () => memory.sizes.unwritten,
    );
    this.#gauge(
      'latchkey_flush_lag_seconds',
      'The delay of the oldest last use that is due to be written.',
      () => memory.flushLag / 1000,
    );
    this.#gauge('latchkey_streams', 'Open event streams of pages.', () => memory.sizes.streams);
    this.#gauge(
      'latchkey_verifiers',
      'Processes of applications that check sessions from memory.',
      () => verifiers.size,
    );
    this.#verifierTimeouts(() => verifiers.timeouts);
    this.#liveSessions(administration);
  }

  /**
   * Measures all requests of an application except streams, which last until the client leaves. Returns the function that measures
   * one answer, for those from memory.
   */
  observeRequests(server: FastifyInstance): MeasureAnswer {
    const durations = new Histogram({
      name: 'latchkey_http_request_duration_seconds',
      help: 'Durations of requests, by class of status.',
      labelNames: ['status'],
      buckets: requestBuckets,
      registers: [this.#registry],
    });
    const timers = statusClasses.map((status) => durations.labels({ status }));
    const measure: MeasureAnswer = (status, duration) => timers[Math.trunc(status / 100) - 1]?.observe(duration / 1000);
    server.addHook('onResponse', (_request, reply, done) => {
      if (reply.raw.getHeader('content-type') !== 'text/event-stream') measure(reply.statusCode, reply.elapsedTime);
      done();
    });
    return measure;
  }

  #gauge(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({ name, help, registers: [this.#registry], collect: () => gauge.set(read()) });
  }

  #lookups(read: () => Latchkey['authenticator']['lookups']): void {
    const counter: Counter<'source'> = new Counter({
      name: 'latchkey_token_lookups_total',
      help: 'Tokens that were looked up, by source.',
      labelNames: ['source'],
      registers: [this.#registry],
      collect() {
        const { hits, misses } = read();
        counter.reset();
        counter.inc({ source: 'memory' }, hits);
        counter.inc({ source: 'database' }, misses);
      },
    });
  }

  #verifierTimeouts(read: () => number): void {
    const counter: Counter = new Counter({
      name: 'latchkey_verifier_timeouts_total',
      help: 'Changes that a process of an application did not confirm before its lease was over.',
      registers: [this.#registry],
      collect() {
        counter.reset();
        counter.inc(read());
      },
    });
  }

  #liveSessions(administration: Administration): void {
    const gauge: Gauge = new Gauge({
      name: 'latchkey_live_sessions',
      help: 'Live sessions of all users, on all instances: counted up to 100 000, estimated above. Absent if the database is unavailable.',
      registers: [this.#registry],
      async collect() {
        const live = await administration.countLive().catch(() => null);
        if (live === null) gauge.remove();
        else gauge.set(live);
      },
    });
  }
}
