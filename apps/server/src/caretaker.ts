import type { AccountMailWorker } from '@latchkey/sessions/accounts/account-mail-worker';
import type { SettlementQueue } from '@latchkey/sessions/accounts/settlement-queue';
import type { Chore, Housekeeping } from '@latchkey/sessions/housekeeping';
import type { Postman } from '@latchkey/sessions/postman';
import type { SessionMemory } from '@latchkey/sessions/session-memory';

/** Nothing waits for housekeeping: a session that time has ended is refused at once. In milliseconds, as the next. */
const tidyEvery = 60_000;

/** So long a last use, or who looks on, waits at most. */
const flushEvery = 1_000;

/** Mails leave as soon as a sign-in has made one here. What others have left lying waits no longer than this. */
const deliverEvery = 15_000;

/** So long a stop waits for a mail that is on its way. Whoever takes it up sends it again. */
const mailPatience = 2_000;

/** What is done again and again: the chores of housekeeping by their names, and the three others. */
export type Job = Chore['name'] | 'last_uses' | 'mails' | 'account_mails';

export interface CaretakerOptions {
  readonly services: {
    readonly housekeeping: Pick<Housekeeping, 'run'>;
    readonly memory: Pick<SessionMemory, 'flush' | 'flushAll'>;
    readonly settlements: Pick<SettlementQueue, 'stop'>;
  };
  readonly postman: Pick<Postman, 'deliver'>;
  readonly accountMails: Pick<AccountMailWorker, 'deliver'>;
  readonly log: Readonly<Record<'debug' | 'warn', (details: object, message: string) => void>>;
  /** Told of each time that a job fails. Each is tried again at its next turn. */
  readonly onFailure: (job: Job) => void;
}

export interface Caretaker {
  /** There may be a mail to send. */
  deliver(): void;
  /** Stops after what is under way, and writes what is left to write. */
  stop(): Promise<void>;
}

/** Does what is to be done again and again, for as long as the process lives. */
export function startCaretaker({ services, postman, accountMails, log, onFailure }: CaretakerOptions): Caretaker {
  const { housekeeping, memory, settlements } = services;
  let stopped = false;
  const recalled = new AbortController();
  /** Counts each failure, and writes the first of a row to the log. */
  const failed = (name: string, job?: Job) => (error: unknown, isFirst: boolean) => {
    if (isFirst) log.warn({ err: error }, `${name} failed, and is tried again`);
    if (job) onFailure(job);
  };
  const tidying = repeat(tidyEvery, failed('housekeeping'), async () => {
    for await (const { name, done, failure } of housekeeping.run()) {
      if (stopped) return;
      if (done > 0) log.debug({ name, done }, 'housekeeping');
      if (failure === null) continue;
      log.warn({ err: failure.error, name, done }, 'housekeeping failed, and is tried again in a minute');
      onFailure(name);
    }
  });
  const flushing = repeat(flushEvery, failed('writing last uses', 'last_uses'), () => memory.flush());
  const delivering = repeat(deliverEvery, failed('sending mails', 'mails'), () => postman.deliver(recalled.signal));
  const deliveringAccountMails = repeat(deliverEvery, failed('sending mails about accounts', 'account_mails'), () =>
    accountMails.deliver(recalled.signal),
  );
  return {
    deliver() {
      delivering.now();
      deliveringAccountMails.now();
    },
    async stop() {
      stopped = true;
      const recall = setTimeout(() => recalled.abort(), mailPatience);
      await Promise.all([tidying.stop(), flushing.stop(), delivering.stop(), deliveringAccountMails.stop()]);
      clearTimeout(recall);
      await settlements.stop();
      await memory.flushAll().catch((error: unknown) => log.warn({ err: error }, 'the last uses could not be written'));
    },
  };
}

interface Repetition {
  /** Does it at once; where it is under way, once more after that. */
  now(): void;
  stop(): Promise<void>;
}

/** Does a work again and again, never twice at once, also where it fails. */
function repeat(
  every: number,
  onFailure: (error: unknown, isFirst: boolean) => void,
  work: () => Promise<void>,
): Repetition {
  let underWay: Promise<void> | null = null;
  let isWanted = false;
  let isFailing = false;
  const run = async () => {
    do {
      isWanted = false;
      try {
        await work();
        isFailing = false;
      } catch (error) {
        onFailure(error, !isFailing);
        isFailing = true;
      }
    } while (isWanted);
    underWay = null;
  };
  const now = () => {
    isWanted = true;
    underWay ??= run();
  };
  const timer = setInterval(() => {
    underWay ??= run();
  }, every);
  timer.unref();
  return {
    now,
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
