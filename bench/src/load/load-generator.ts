import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startChild, stopChild } from '../processes/child.ts';
import type { LoadFailure, LoadOrder, LoadReport } from './load-order.ts';

type Wish = Pick<LoadOrder, 'port' | 'requests' | 'connections'> & Partial<LoadOrder>;

/** The process that sends the load. */
export class LoadGenerator {
  readonly #child: ChildProcess;
  #lastId = 0;

  constructor() {
    this.#child = startChild(['--import', 'tsx', fileURLToPath(new URL('generator.ts', import.meta.url))], {});
    this.#child.stderr?.pipe(process.stderr);
    this.#child.setMaxListeners(100);
  }

  /** Sends load and waits for its end. Throws if an answer has another status than the expected one. */
  async run(wish: Wish, rightStatus = 200): Promise<LoadReport> {
    this.#lastId += 1;
    const order: LoadOrder = {
      id: this.#lastId,
      from: 0,
      seconds: 0,
      atLeast: 0,
      patience: 600,
      atMost: Number.MAX_SAFE_INTEGER,
      rate: null,
      ...wish,
    };
    const report = await new Promise<LoadReport>((resolve, reject) => {
      const listen = (message: LoadReport | LoadFailure) => {
        if (message.id !== order.id) return;
        this.#child.off('message', listen);
        if ('failure' in message) reject(new Error(message.failure));
        else resolve(message);
      };
      this.#child.on('message', listen);
      this.#child.send(order);
    });
    const wrong = Object.entries(report.statuses).filter(([status]) => Number(status) !== rightStatus);
    if (wrong.length > 0) throw new Error(`Answers with other statuses under load: ${JSON.stringify(report.statuses)}`);
    return report;
  }

  stop(): Promise<void> {
    return stopChild(this.#child);
  }
}
