import type { Administration } from '@latchkey/sessions/administration';
import type { Observer, Services } from '@latchkey/sessions/services';
import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** In seconds. The last ones are those of a revocation that waits for a lease. */
const revocationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const requestBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

const statusClasses = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const;

/** What this instance tells Prometheus. docs/operations.md says what each of it is for. */
export class Metrics implements Omit<Observer, 'onMailDue' | 'onSessionBegun'> {
  readonly #registry = new Registry();
  readonly #signIns = new Counter({
    name: 'latchkey_sign_ins_total',
    help: 'Sign-ins that were answered, by what came of them.',
    labelNames: ['outcome'],
    registers: [this.#registry],
  });
  readonly #mails = new Counter({
    name: 'latchkey_mails_total',
    help: 'Tries to send a mail, by what came of them.',
    labelNames: ['outcome'],
    registers: [this.#registry],
  });
  readonly #mailCeilings = new Counter({
    name: 'latchkey_mail_ceiling_total',
    help: 'How often a mail had to wait because MAILS_PER_HOUR was used up.',
    registers: [this.#registry],
  });
  #lastCeiling = -Infinity;
  readonly #revocations = new Histogram({
    name: 'latchkey_change_reach_seconds',
    help: 'From the commit of a revocation or another change until no instance could act on what was before.',
    buckets: revocationBuckets,
    registers: [this.#registry],
  });
  readonly #leaseFailures = new Counter({
    name: 'latchkey_lease_failures_total',
    help: 'How often renewing the lease began to fail.',
    registers: [this.#registry],
  });
  readonly #refusedConnections = new Counter({
    name: 'latchkey_refused_connections_total',
    help: 'Connections that were closed at once, by the limit that they met.',
    labelNames: ['limit'],
    registers: [this.#registry],
  });

  readonly #jobFailures = new Counter({
    name: 'latchkey_job_failures_total',
    help: 'How often a job in the background failed, by the job. Each is tried again at its next turn.',
    labelNames: ['job'],
    registers: [this.#registry],
  });

  /** The content type of `read`. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  onSignIn(outcome: string): void {
    this.#signIns.inc({ outcome });
  }

  onMail(outcome: string): void {
    this.#mails.inc({ outcome });
  }

  onConnectionRefused(limit: string): void {
    this.#refusedConnections.inc({ limit });
  }

  /** Answers whether to log it: once in ten minutes. */
  onMailCeiling(): boolean {
    this.#mailCeilings.inc();
    const isFirst = performance.now() - this.#lastCeiling > 600_000;
    if (isFirst) this.#lastCeiling = performance.now();
    return isFirst;
  }

  onChangeReached(milliseconds: number): void {
    this.#revocations.observe(milliseconds / 1000);
  }

  onLeaseFailure(): void {
    this.#leaseFailures.inc();
  }

  onJobFailure(job: string): void {
    this.#jobFailures.inc({ job });
  }

  /** Everything, as Prometheus reads it. */
  read(): Promise<string> {
    return this.#registry.metrics();
  }

  /** The process itself, and what is read where it is at the moment when somebody asks. */
  watch({ authenticator, cluster, memory, administration }: Services): void {
    collectDefaultMetrics({ register: this.#registry });
    this.#lookups(() => authenticator.lookups);
    this.#gauge(
      'latchkey_lease_remaining_seconds',
      'How long the lease lasts without a renewal; 0 without a lease.',
      () => cluster.leaseRemaining / 1000,
    );
    this.#gauge('latchkey_channel_connected', 'Whether announcements can be sent and heard.', () =>
      Number(cluster.isConnected),
    );
    this.#gauge('latchkey_remembered_sessions', 'Sessions in memory.', () => memory.sizes.remembered);
    this.#gauge(
      'latchkey_unwritten_last_uses',
      'Sessions with a last use that is not written yet.',
      () => memory.sizes.unwritten,
    );
    this.#gauge(
      'latchkey_flush_lag_seconds',
      'For how long the oldest last use that is due has waited.',
      () => memory.flushLag / 1000,
    );
    this.#gauge(
      'latchkey_watches',
      'Open streams of people who look on at their sessions.',
      () => memory.sizes.streams,
    );
    this.#live(administration);
  }

  /** Times every request but the streams, whose end says nothing of how fast they are. */
  time(server: FastifyInstance): void {
    const durations = new Histogram({
      name: 'latchkey_http_request_duration_seconds',
      help: 'Requests, by the class of their status.',
      labelNames: ['status'],
      buckets: requestBuckets,
      registers: [this.#registry],
    });
    const timers = statusClasses.map((status) => durations.labels({ status }));
    server.addHook('onResponse', (_request, reply, done) => {
      if (reply.raw.getHeader('content-type') !== 'text/event-stream') {
        timers[Math.trunc(reply.statusCode / 100) - 1]?.observe(reply.elapsedTime / 1000);
      }
      done();
    });
  }

  #gauge(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({ name, help, registers: [this.#registry], collect: () => gauge.set(read()) });
  }

  #lookups(read: () => Services['authenticator']['lookups']): void {
    const counter: Counter<'source'> = new Counter({
      name: 'latchkey_token_lookups_total',
      help: 'Tokens that were looked up, by what answered.',
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

  #live(administration: Administration): void {
    const gauge: Gauge = new Gauge({
      name: 'latchkey_live_sessions',
      help: 'Live sessions of everybody, on all instances: counted up to 100 000, estimated above. Absent without a database.',
      registers: [this.#registry],
      async collect() {
        const live = await administration.countLive().catch(() => null);
        if (live === null) gauge.remove();
        else gauge.set(live);
      },
    });
  }
}
