import { setTimeout as sleep } from 'node:timers/promises';
import { spawnForTest } from '../../test/server-process.ts';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** Lets the soak ask the process to collect its garbage, so that what it retains can be told from what it has not cleared. */
const collectsOnSignal = 'data:text/javascript,process.on("SIGUSR2",()=>globalThis.gc())';

/** What the metrics of the process said at one moment. Bytes and seconds. */
export interface Reading {
  readonly resident: number;
  readonly heap: number;
  readonly watches: number;
  readonly leaseRemaining: number;
  /** The longest delay of the event loop since the metrics were read before. */
  readonly delay: number;
}

/** The real server process, and what it tells of itself. */
export class ObservedServer {
  readonly #child: ReturnType<typeof spawnForTest>;
  readonly #ready: Promise<readonly [URL, string]>;
  readonly #stopping = new AbortController();
  #output = '';
  /** Over all readings. */
  longestDelay = 0;
  /** What is being done to it. */
  phase = 'starting';
  /** How often `/readyz` answered anything but 200, and the shortest lease, in each phase. */
  readonly notReady: Record<string, number> = {};
  readonly shortestLease: Record<string, number> = {};

  constructor(environment: Record<string, string>) {
    const child = spawnForTest(
      process.execPath,
      ['--expose-gc', '--max-old-space-size=4096', '--import', collectsOnSignal, main],
      { PORT: '0', METRICS_PORT: '0', RATE_LIMITS: 'off', LOG_LEVEL: 'error', ...environment },
    );
    this.#child = child;
    this.#ready = new Promise((resolve, reject) => {
      const read = (piece: Buffer) => {
        this.#output += piece.toString();
        const metrics = /Metrics: (\S+)/.exec(this.#output)?.[1];
        const origin = /ready: (\S+)/.exec(this.#output)?.[1];
        if (metrics && origin) resolve([new URL(origin), metrics]);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.on('exit', () => reject(new Error(this.#output)));
    });
  }

  async origin(): Promise<URL> {
    return (await this.#ready)[0];
  }

  async read(): Promise<Reading> {
    const [, address] = await this.#ready;
    const text = await (await fetch(address)).text();
    const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? NaN);
    const reading = {
      resident: value('process_resident_memory_bytes'),
      heap: value('nodejs_heap_size_used_bytes') + value('nodejs_external_memory_bytes'),
      watches: value('latchkey_watches'),
      leaseRemaining: value('latchkey_lease_remaining_seconds'),
      delay: value('nodejs_eventloop_lag_max_seconds'),
    };
    if (Number.isFinite(reading.delay)) this.longestDelay = Math.max(this.longestDelay, reading.delay);
    this.shortestLease[this.phase] = Math.min(this.shortestLease[this.phase] ?? Infinity, reading.leaseRemaining);
    return reading;
  }

  /** The same after its garbage was collected, which stops the process for as long as that takes: a phase of its own. */
  async readCollected(): Promise<Reading> {
    this.phase = 'collecting';
    for (let times = 0; times < 2; times += 1) {
      this.#child.kill('SIGUSR2');
      await sleep(1_500);
    }
    return this.read();
  }

  /** Looks after it until the soak is over: its lease and its event loop four times a second, its readiness all the time. */
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
