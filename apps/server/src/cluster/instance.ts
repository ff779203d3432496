import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../main.js', import.meta.url));

/** All in milliseconds. */
const askedEvery = 250;
const answersWithin = 1_000;
const restartsAfter = 1_000;

export interface InstanceOptions {
  readonly name: string;
  readonly port: number;
  readonly environment: NodeJS.ProcessEnv;
  /** How long it may take to stop, in milliseconds. */
  readonly stopsWithin: number;
}

/** One server process, which is started again whenever it dies. */
export class Instance {
  readonly name: string;
  readonly port: number;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #stopsWithin: number;
  readonly #stopping = new AbortController();
  #child: ChildProcess | null = null;
  #running: Promise<void> = Promise.resolve();
  #isReady = false;

  constructor({ name, port, environment, stopsWithin }: InstanceOptions) {
    this.name = name;
    this.port = port;
    this.#environment = environment;
    this.#stopsWithin = stopsWithin;
  }

  /** Whether it may get requests, as far as it was last heard. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Starts it, and resolves when it is ready for the first time. Fails where it ends before. */
  async start(): Promise<void> {
    const child = this.#spawn();
    const ended = once(child, 'exit').then(() => {
      throw new Error(`Instance ${this.name} ended before it was ready`);
    });
    await Promise.race([this.#askUntilReady(), ended]);
    ended.catch(() => {});
    this.#running = Promise.all([this.#watchOver(child), this.#askOnAndOn()]).then(() => {});
  }

  /** Nobody was at home: asked again in a moment. */
  suspect(): void {
    this.#isReady = false;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const child = this.#child;
    if (child && isAlive(child)) {
      const killed = setTimeout(() => child.kill('SIGKILL'), this.#stopsWithin);
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      clearTimeout(killed);
    }
    await this.#running;
  }

  #spawn(): ChildProcess {
    const child = spawn(process.execPath, [program], {
      env: this.#environment,
      // By the channel it learns that this process is gone, however that came about.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface(stream).on('line', (line) => console.log(`[${this.name}] ${line}`));
    }
    return child;
  }

  async #watchOver(first: ChildProcess): Promise<void> {
    for (let child = first; ; child = this.#spawn()) {
      if (isAlive(child)) await once(child, 'exit');
      this.#isReady = false;
      if (this.#stopping.signal.aborted) return;
      console.log(`Instance ${this.name} has died (${child.signalCode ?? child.exitCode}), and is started again.`);
      await this.#pause(restartsAfter);
      if (this.#stopping.signal.aborted) return;
    }
  }

  async #askOnAndOn(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#isReady = await this.#saysReady();
      await this.#pause(askedEvery);
    }
  }

  async #askUntilReady(): Promise<void> {
    while (!this.#stopping.signal.aborted && !(this.#isReady = await this.#saysReady())) await this.#pause(askedEvery);
  }

  #saysReady(): Promise<boolean> {
    return new Promise((resolve) => {
      const asking = get({ host: '127.0.0.1', port: this.port, path: '/readyz', timeout: answersWithin, agent: false });
      asking.on('response', (answer) => {
        answer.resume();
        resolve(answer.statusCode === 200);
      });
      asking.on('timeout', () => asking.destroy());
      asking.on('error', () => resolve(false));
    });
  }

  #pause(milliseconds: number): Promise<void> {
    return sleep(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }
}

const isAlive = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;
