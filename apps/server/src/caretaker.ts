import type { Services } from '@latchkey/sessions/services';
import type { FastifyBaseLogger } from 'fastify';

/** Nothing waits for housekeeping: a session that time has ended is refused at once. In milliseconds, as the next. */
const tidyEvery = 60_000;

/** So long a last use, or who looks on, waits at most. */
const flushEvery = 1_000;

export interface Caretaker {
  /** Stops after what is under way, and writes what is left to write. */
  stop(): Promise<void>;
}

/** Does what is to be done again and again, for as long as the process lives. */
export function startCaretaker({ housekeeping, memory }: Services, log: FastifyBaseLogger): Caretaker {
  let stopped = false;
  const tidying = repeat(tidyEvery, log, 'housekeeping', async () => {
    for await (const { name, done } of housekeeping.run()) {
      if (stopped) return;
      if (done > 0) log.debug({ name, done }, 'housekeeping');
    }
  });
  const flushing = repeat(flushEvery, log, 'writing last uses', () => memory.flush());
  return {
    async stop() {
      stopped = true;
      await Promise.all([tidying.stop(), flushing.stop()]);
      await memory.flushAll().catch((error: unknown) => log.warn({ err: error }, 'the last uses could not be written'));
    },
  };
}

/** Does a work again and again, never twice at once. Where it fails, that is told once, and it is tried again. */
function repeat(every: number, log: FastifyBaseLogger, name: string, work: () => Promise<void>): Caretaker {
  let underWay: Promise<void> | null = null;
  let isFailing = false;
  const run = async () => {
    try {
      await work();
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn({ err: error }, `${name} failed, and is tried again`);
      isFailing = true;
    } finally {
      underWay = null;
    }
  };
  const timer = setInterval(() => {
    underWay ??= run();
  }, every);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
