import type { Housekeeping } from '@latchkey/sessions/housekeeping';
import type { FastifyBaseLogger } from 'fastify';

/** Between two rounds of housekeeping. Nothing waits for it: a session that time has ended is refused at once. */
const every = 60_000;

export interface Caretaker {
  /** Stops after the batch that is under way. */
  stop(): Promise<void>;
}

/** Does the housekeeping for as long as the process lives. A round that fails is told and tried again. */
export function startCaretaker(housekeeping: Housekeeping, log: FastifyBaseLogger): Caretaker {
  let stopped = false;
  let round: Promise<void> = Promise.resolve();
  const run = async () => {
    try {
      for await (const { name, done } of housekeeping.run()) {
        if (stopped) return;
        if (done > 0) log.debug({ name, done }, 'housekeeping');
      }
    } catch (error) {
      log.warn({ err: error }, 'housekeeping failed, and is tried again in a minute');
    }
  };
  const timer = setInterval(() => {
    round = round.then(run);
  }, every);
  timer.unref();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await round;
    },
  };
}
