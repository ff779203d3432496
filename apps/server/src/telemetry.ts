import type { SignInOutcome, Telemetry } from '@latchkey/sessions/telemetry';
import type { DueMail } from '@latchkey/sessions/mail/mail';
import type { MailOutcome } from '@latchkey/sessions/mail/outbox-worker';
import type { DeliveryAttempt } from '@latchkey/sessions/webhooks/delivery';
import type { DeliveryOutcome } from '@latchkey/sessions/webhooks/delivery-worker';
import { SignInAddresses } from './http/proxy-diagnosis.ts';
import type { Metrics } from './metrics/metrics.ts';

/** In milliseconds, between two lines in the log about the mail limit. */
const mailLimitLogInterval = 600_000;

/** Where warnings go: the logger of the HTTP application. */
export interface WarningLog {
  warn(details: object, message: string): void;
}

/** Counts the events of the domain and of its mails, and logs those that an operator should see. */
export class ProcessTelemetry implements Telemetry {
  readonly #metrics: Metrics;
  readonly #signInAddresses: SignInAddresses;
  #log: WarningLog | null = null;
  #nextMailLimitLog = 0;

  /** `isPublic`: whether there is a public URL (`proxyFinding`). */
  constructor(metrics: Metrics, { isPublic }: { readonly isPublic: boolean }) {
    this.#metrics = metrics;
    this.#signInAddresses = new SignInAddresses({ isPublic });
  }

  /** Sets the log. Before that, events are only counted. */
  logTo(log: WarningLog): void {
    this.#log = log;
  }

  onSignIn(outcome: SignInOutcome): void {
    this.#metrics.signIns.inc({ outcome });
  }

  onSessionBegun(userId: number, ip: string | null): void {
    const finding = this.#signInAddresses.add(userId, ip);
    if (finding !== null) this.#log?.warn({}, finding);
  }

  onMail(outcome: MailOutcome, { kind, ids }: Pick<DueMail, 'kind' | 'ids'>, error?: unknown): void {
    this.#metrics.mails.inc({ outcome });
    if (outcome !== 'sent') this.#log?.warn({ outcome, kind, ids, err: error }, 'a mail could not be sent');
  }

  onMailLimitReached(): void {
    this.#metrics.mailLimits.inc();
    if (performance.now() < this.#nextMailLimitLog) return;
    this.#nextMailLimitLog = performance.now() + mailLimitLogInterval;
    this.#log?.warn({}, 'the mails of this hour are used up (MAILS_PER_HOUR): others wait');
  }

  onChangePropagated(milliseconds: number): void {
    this.#metrics.changes.observe(milliseconds / 1000);
  }

  onDelivery(outcome: DeliveryOutcome, endpoint: number, { status, error }: DeliveryAttempt): void {
    this.#metrics.deliveries.inc({ outcome });
    if (outcome === 'given_up') this.#log?.warn({ endpoint, status, error }, 'an event was given up at an endpoint');
    if (outcome === 'paused')
      this.#log?.warn({ endpoint, status, error }, 'an endpoint gets no more events until it is resumed');
  }

  onDeliveryFailure(error: unknown): void {
    this.#log?.warn({ err: error }, 'deliveries to an endpoint failed, and are tried again');
  }

  onPageFilesFailure(error: unknown): void {
    this.#log?.warn({ err: error }, 'the files of the page could not be shared with instances of other builds');
  }

  onLeaseFailure(error: unknown): void {
    this.#metrics.leaseFailures.inc();
    this.#log?.warn({ err: error }, 'the lease could not be renewed: until it is, every request asks the database');
  }
}
