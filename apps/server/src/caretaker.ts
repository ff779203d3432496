import type { Postman } from '@latchkey/sessions/postman';
import type { Services } from '@latchkey/sessions/services';
import type { FastifyBaseLogger } from 'fastify';

/** Nothing waits for housekeeping: a session that time has ended is refused at once. In milliseconds, as the next. */
const tidyEvery = 60_000;

/** So long a last use, or who looks on, waits at most. */
const flushEvery = 1_000;

/** Mails leave as soon as a sign-in has made one here. What others have left lying waits no longer than this. */
const deliverEvery = 15_000;

/** So long a stop waits for a mail that is on its way. Whoever takes it up sends it again. */
const mailPatience = 2_000;

export interface Caretaker {
  /** There may be a mail to send. */
  deliver(): void;
  /** Stops after what is under way, and writes what is left to write. */
  stop(): Promise<void>;
}

/** Does what is to be done again and again, for as long as the process lives. */
export function startCaretaker(
  { housekeeping, memory }: Services,
  postman: Postman,
  log: FastifyBaseLogger,
): Caretaker {
  let stopped = false;
  const recalled = new AbortController();
  const tidying = repeat(tidyEvery, log, 'housekeeping', async () => {
    for await (const { name, done } of housekeeping.run()) {
      if (stopped) return;
      if (done > 0) log.debug({ name, done }, 'housekeeping');
    }
  });
  const flushing = repeat(flushEvery, log, 'writing last uses', () => memory.flush());
  const delivering = repeat(deliverEvery, log, 'sending mails', () => postman.deliver(recalled.signal));
  return {
    deliver: () => delivering.now(),
    async stop() {
      stopped = true;
      const recall = setTimeout(() => recalled.abort(), mailPatience);
      await Promise.all([tidying.stop(), flushing.stop(), delivering.stop()]);
      clearTimeout(recall);
      await memory.flushAll().catch((error: unknown) => log.warn({ err: error }, 'the last uses could not be written'));
    },
  };
}

interface Repetition {
  /** Does it at once; where it is under way, once more after that. */
  now(): void;
  stop(): Promise<void>;
}

/** Does a work again and again, never twice at once. Where it fails, that is told once, and it is tried again. */
function repeat(every: number, log: FastifyBaseLogger, name: string, work: () => Promise<void>): Repetition {
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
        if (!isFailing) log.warn({ err: error }, `${name} failed, and is tried again`);
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
