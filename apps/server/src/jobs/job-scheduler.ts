import { setMaxListeners } from 'node:events';
import type { Housekeeping, HousekeepingJob } from '@latchkey/sessions/jobs/housekeeping';
import type { OutboxWorker } from '@latchkey/sessions/mail/outbox-worker';
import type { SessionMemory } from '@latchkey/sessions/session-memory';
import type { DeliveryWorker } from '@latchkey/sessions/webhooks/delivery-worker';
import { RepeatingJob, type RepeatingJobOptions } from './repeating-job.ts';

/** In milliseconds. Expired sessions are refused without it, so nothing waits for housekeeping. */
const housekeepingInterval = 60_000;

/** In milliseconds: the longest delay of a last use before it is written. */
const flushInterval = 1_000;

/** In milliseconds. Mails are sent as soon as this instance requests them; others are due again or of other instances. */
const mailInterval = 15_000;

/** In milliseconds: after this an event leaves at the latest. */
const publishInterval = 500;

/** In milliseconds, while events are written: the fewer events one transaction publishes, the shorter it delays other statements. */
const busyPublishInterval = 100;

/** In milliseconds: how long a stop waits for mails and events that are being sent. The next instance sends them again. */
const sendStopTimeout = 2_000;

/** A job as metrics name it: each job of housekeeping, and the others. */
export type JobName = HousekeepingJob['name'] | 'last_used' | 'mails' | 'webhooks';

export interface JobSchedulerDependencies {
  readonly services: {
    readonly housekeeping: Pick<Housekeeping, 'run'>;
    readonly memory: Pick<SessionMemory, 'flush'>;
  };
  readonly mails: Pick<OutboxWorker, 'deliver'>;
  readonly webhookWorker: Pick<DeliveryWorker, 'run' | 'idle'>;
  readonly log: Readonly<Record<'debug' | 'warn', (details: object, message: string) => void>>;
}

/** Runs the background jobs of an instance. */
export class JobScheduler {
  readonly #onFailure: (job: JobName) => void;
  readonly #stopping = new AbortController();
  readonly #sendAbort = new AbortController();
  readonly #jobs: RepeatingJob[] = [];
  #mailJob: RepeatingJob | null = null;
  #webhookWorker: Pick<DeliveryWorker, 'idle'> | null = null;

  /** `onFailure` is called each time that a job fails. */
  constructor(onFailure: (job: JobName) => void) {
    // One for each request that is open.
    setMaxListeners(0, this.#sendAbort.signal);
    this.#onFailure = onFailure;
  }

  /** Starts all jobs. Each runs for the first time after its interval. */
  start({ services: { housekeeping, memory }, mails, webhookWorker, log }: JobSchedulerDependencies): void {
    const repeat = (
      intervals: Pick<RepeatingJobOptions, 'interval' | 'busyInterval'>,
      title: string,
      run: RepeatingJobOptions['run'],
      name?: JobName,
    ) =>
      new RepeatingJob({
        ...intervals,
        run,
        onFailure: (error, isFirst) => {
          if (isFirst) log.warn({ err: error }, `${title} failed, and is tried again`);
          if (name) this.#onFailure(name);
        },
      });
    this.#mailJob = repeat(
      { interval: mailInterval },
      'sending mails',
      () => mails.deliver(this.#sendAbort.signal),
      'mails',
    );
    this.#webhookWorker = webhookWorker;
    this.#jobs.push(
      repeat(
        { interval: publishInterval, busyInterval: busyPublishInterval },
        'sending events',
        () => webhookWorker.run(this.#sendAbort.signal),
        'webhooks',
      ),
      this.#mailJob,
      repeat({ interval: flushInterval }, 'writing last uses', () => memory.flush(), 'last_used'),
      repeat({ interval: housekeepingInterval }, 'housekeeping', () => this.#runHousekeeping(housekeeping, log)),
    );
  }

  /** Sends the mails that are due. Without effect before `start`. */
  sendMails(): void {
    this.#mailJob?.runNow();
  }

  /** Stops all jobs after their present runs. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const timeout = setTimeout(() => this.#sendAbort.abort(), sendStopTimeout);
    await Promise.all(this.#jobs.map((job) => job.stop()));
    await this.#webhookWorker?.idle();
    clearTimeout(timeout);
  }

  async #runHousekeeping(housekeeping: Pick<Housekeeping, 'run'>, log: JobSchedulerDependencies['log']): Promise<void> {
    for await (const { name, done, failure } of housekeeping.run()) {
      if (this.#stopping.signal.aborted) return;
      if (done > 0) log.debug({ name, done }, 'housekeeping');
      if (failure === null) continue;
      log.warn({ err: failure.error, name, done }, 'housekeeping failed, and is tried again in a minute');
      this.#onFailure(name);
    }
  }
}
