import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** The output that a program keeps, in characters: enough for its start and for the latest lines. */
const maxOutput = 1_000_000;

export interface ProgramOptions {
  /** By default Node. */
  readonly command?: string;
  readonly args: readonly string[];
  /** All environment variables except `PATH`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Where it runs; by default where this process does. */
  readonly directory?: string;
}

/** A program in a process of its own, and its output from stdout and stderr. */
export class Program {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Resolves when the process has ended. `code` is null after a signal. */
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
  #output = '';

  constructor({ command = process.execPath, args, environment = {}, directory }: ProgramOptions) {
    this.child = spawn(command, args, {
      cwd: directory,
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#output = (this.#output + text).slice(-maxOutput);
      });
    }
    this.ended = once(this.child, 'close').then(([code]: (number | null)[]) => ({
      code: code ?? null,
      output: this.#output,
    }));
  }

  get output(): string {
    return this.#output;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /**
   * Resolves with the first group of a pattern as soon as the output has it.
   * @throws {Error} with the output if the program ends before.
   */
  find(pattern: RegExp): Promise<string> {
    const streams = [this.child.stdout, this.child.stderr];
    return new Promise((resolve, reject) => {
      const search = () => {
        const [, group] = pattern.exec(this.#output) ?? [];
        if (group === undefined) return;
        for (const stream of streams) stream.off('data', search);
        resolve(group);
      };
      for (const stream of streams) stream.on('data', search);
      search();
      void this.ended.then(({ output }) => reject(new Error(output)));
    });
  }

  /** Sends a signal, and resolves when the process has ended. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.isRunning) this.child.kill(signal);
    await this.ended;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}
