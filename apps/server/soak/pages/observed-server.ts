import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from '@latchkey/testing/program';
import { main, startForTest } from '../../test/server-process.ts';

/** Lets the soak force a garbage collection, so that it measures only memory that is in use. */
const collectsOnSignal = 'data:text/javascript,process.on("SIGUSR2",()=>globalThis.gc())';

/** The metrics of the process at one time, in bytes and seconds. */
export interface Reading {
  readonly resident: number;
  readonly heap: number;
  readonly streams: number;
  readonly leaseRemaining: number;
  /** The longest delay of the event loop since the previous reading. */
  readonly delay: number;
}

/** A server process and its metrics. */
export class ObservedServer {
  readonly #program: Program;
  readonly #stopping = new AbortController();
  /** The longest delay of all readings. */
  longestDelay = 0;
  /** The present phase of the soak. */
  phase = 'starting';
  /** The answers of `/readyz` other than 200, and the shortest lease, in each phase. */
  readonly notReady: Record<string, number> = {};
  readonly shortestLease: Record<string, number> = {};

  constructor(environment: Record<string, string>) {
    this.#program = startForTest({
      args: ['--expose-gc', '--max-old-space-size=4096', '--import', collectsOnSignal, main],
      environment: { PORT: '0', METRICS_PORT: '0', RATE_LIMITS: 'off', LOG_LEVEL: 'error', ...environment },
    });
  }

  async origin(): Promise<URL> {
    return new URL(await this.#program.find(/ready: (\S+)/));
  }

  async read(): Promise<Reading> {
    const text = await (await fetch(await this.#program.find(/Metrics: (\S+)/))).text();
    const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? NaN);
    const reading = {
      resident: value('process_resident_memory_bytes'),
      heap: value('nodejs_heap_size_used_bytes') + value('nodejs_external_memory_bytes'),
      streams: value('latchkey_streams'),
      leaseRemaining: value('latchkey_lease_remaining_seconds'),
      delay: value('nodejs_eventloop_lag_max_seconds'),
    };
    if (Number.isFinite(reading.delay)) this.longestDelay = Math.max(this.longestDelay, reading.delay);
    this.shortestLease[this.phase] = Math.min(this.shortestLease[this.phase] ?? Infinity, reading.leaseRemaining);
    return reading;
  }

  /** Reads after a garbage collection, which blocks the process, so it is a phase of its own. */
  async readCollected(): Promise<Reading> {
    this.phase = 'collecting';
    for (let times = 0; times < 2; times += 1) {
      this.#program.child.kill('SIGUSR2');
      await sleep(1_500);
    }
    return this.read();
  }

  /** Until the end of the soak, reads the metrics four times a second, and `/readyz` all the time. */
  async observe(): Promise<void> {
    const origin = await this.origin();
    const { signal } = this.#stopping;
    const reading = (async () => {
      while (!signal.aborted) {
        await this.read();
        await sleep(250);
      }
    })();
    const asking = (async () => {
      while (!signal.aborted) {
        const { status } = await fetch(new URL('/readyz', origin));
        this.notReady[this.phase] = (this.notReady[this.phase] ?? 0) + (status === 200 ? 0 : 1);
        await sleep(20);
      }
    })();
    await Promise.all([reading, asking]);
  }

  stopObserving(): void {
    this.#stopping.abort();
  }
}
