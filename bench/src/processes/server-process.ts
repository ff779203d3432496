import type { ChildProcess } from 'node:child_process';
import { startChild, stopChild } from './child.ts';

/** A JavaScript program to start. */
export interface Program {
  readonly file: URL;
  readonly variables: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
}

export interface Memory {
  /** The resident memory of the process in bytes. */
  readonly rss: number;
  /** The memory that is reachable after a garbage collection, in bytes: the heap, and buffers outside it. */
  readonly live: number;
}

const probe = new URL('probe.mjs', import.meta.url).href;
const patience = 60_000;

/** A server in a separate process. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly port: number;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  /** Starts it and waits until it says `ready: http://…`. Throws with its last words where it does not. */
  static async start({ file, variables, nodeOptions = [] }: Program): Promise<ServerProcess> {
    const child = startChild([...nodeOptions, '--import', probe, file.pathname], variables);
    let output = '';
    const port = await new Promise<number>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-4000);
        const address = /ready: (http:\S+)/.exec(output)?.[1];
        if (address !== undefined) resolve(Number(new URL(address).port));
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('exit', () => reject(new Error(`${file.pathname} ended: ${output}`)));
      setTimeout(() => reject(new Error(`${file.pathname} did not get ready: ${output}`)), patience).unref();
    });
    return new ServerProcess(child, port);
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** User and system time of all its threads since its start, in microseconds. */
  async cpu(): Promise<number> {
    const { cpu } = await this.#ask<{ cpu: number }>('cpu');
    return cpu;
  }

  /** Its memory after a full collection. Only with `--expose-gc` among the options of Node. */
  async memory(): Promise<Memory> {
    const { memory } = await this.#ask<{ memory: Memory }>('memory');
    return memory;
  }

  /** Stops it from running until `resume`, as if it hung. */
  pause(): void {
    this.#child.kill('SIGSTOP');
  }

  resume(): void {
    this.#child.kill('SIGCONT');
  }

  stop(): Promise<void> {
    return stopChild(this.#child);
  }

  #ask<Answer>(question: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#child.once('message', (answer) => resolve(answer as Answer));
      this.#child.send(question, (error) => error && reject(error));
    });
  }
}
