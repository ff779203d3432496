import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { startChild, stopChild } from './child.ts';

/** CPU time of all processes of this machine since its start, in milliseconds. */
export function usedCpu(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}

/** A process that uses CPU time and nothing else: what is slower beside it is slower because the machine is busier. */
export class CpuBurner {
  readonly #child = startChild([fileURLToPath(new URL('burner.mjs', import.meta.url))], {});

  /** Sets the CPU time that it uses, in milliseconds per second. */
  burn(perSecond: number): void {
    this.#child.send(perSecond);
  }

  stop(): Promise<void> {
    return stopChild(this.#child);
  }
}
