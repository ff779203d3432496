import cluster, { type Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { addressOf } from './composition.ts';
import { type Environment, readEnvironment } from './config/environment.ts';
import { stopMessage } from './shutdown.ts';
import { ignoreOutputErrors } from './standard-output.ts';

/** In milliseconds: between the exit of an instance and its next start, so that a fault at the start makes no busy loop. */
const restartDelay = 1_000;

/** In milliseconds: how long an instance may take to stop after `DRAIN`. Then it is killed, in case it is paused. */
const stopTimeout = 10_000;

/** Several instances on one port: workers of `node:cluster` that run `main.ts`. One that exits is started again. */
class InstanceCluster {
  readonly #environment: Environment;
  #state: 'starting' | 'ready' | 'stopping' = 'starting';
  #onFailedStart: (error: Error) => void = () => {};
  /** The instances that handle the message to stop. */
  readonly #listening = new Set<number>();

  constructor(environment: Environment) {
    this.#environment = environment;
    cluster.setupPrimary({ exec: fileURLToPath(new URL('main.js', import.meta.url)) });
  }

  /**
   * Resolves with the port once all instances listen.
   * @throws {Error} if one exits before.
   */
  start(): Promise<number> {
    return new Promise((resolve, reject) => {
      cluster.on('listening', ({ id }, { port }) => {
        this.#listening.add(id);
        if (this.#state !== 'starting' || this.#listening.size < this.#environment.instances) return;
        this.#state = 'ready';
        resolve(port);
      });
      cluster.on('exit', ({ id }, code, signal) => this.#onEnd(`Instance ${id} exited (${signal || code})`));
      this.#onFailedStart = reject;
      for (let count = 0; count < this.#environment.instances; count += 1) this.#fork();
    });
  }

  /** Stops all instances, and then ends this process. */
  stop(exitCode: number): void {
    if (this.#state === 'stopping') return;
    this.#state = 'stopping';
    const exitAfterLast = () => {
      if (workers().length === 0) process.exit(exitCode);
    };
    cluster.on('exit', exitAfterLast);
    exitAfterLast();
    for (const worker of workers()) {
      // The process group may have had the signal already, and a second one skips the drain.
      if (this.#listening.has(worker.id)) worker.send(stopMessage);
      else worker.process.kill('SIGTERM');
    }
    setTimeout(
      () => workers().forEach((worker) => worker.process.kill('SIGKILL')),
      this.#environment.drain + stopTimeout,
    );
  }

  #onEnd(reason: string): void {
    if (this.#state === 'starting') this.#onFailedStart(new Error(reason));
    if (this.#state !== 'ready') return;
    console.log(`${reason}, and is started again.`);
    setTimeout(() => {
      if (this.#state === 'ready') this.#fork();
    }, restartDelay);
  }

  #fork(): void {
    // Without metrics: the workers would share `METRICS_PORT` too, and each answer would be of another instance.
    const worker = cluster.fork({ METRICS_PORT: '' });
    // Without a listener an error would end this process, and with it all instances. Without a process there is no `exit`.
    worker.on('error', ({ message }) => {
      if (worker.process.pid === undefined) this.#onEnd(`Instance ${worker.id} could not be started (${message})`);
    });
  }
}

/** Those that have a process. */
const workers = (): Worker[] =>
  Object.values(cluster.workers ?? {}).flatMap((worker) => (worker?.process.pid === undefined ? [] : [worker]));

ignoreOutputErrors();
try {
  const environment = readEnvironment(process.env, process.cwd());
  const { database, redisUrl } = environment;
  if (!('url' in database)) {
    throw new TypeError('DATABASE_URL must name a PostgreSQL: the embedded database serves one process only.');
  }
  const instances = new InstanceCluster(environment);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => instances.stop(0));
  try {
    const port = await instances.start();
    const channel = redisUrl === null ? 'PostgreSQL' : 'Redis';
    const details = `${environment.instances} instances, data: PostgreSQL, messages: ${channel}`;
    console.log(`Latchkey's cluster is ready: ${addressOf({ ...environment, port })}  (${details})`);
  } catch (error) {
    console.error(`Latchkey's cluster did not start: ${messageOf(error)}`);
    instances.stop(1);
  }
} catch (error) {
  console.error(`Latchkey's cluster did not start: ${messageOf(error)}`);
  process.exit(1);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
