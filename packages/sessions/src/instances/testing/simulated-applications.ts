import type { SessionToken } from '../../tokens/session-token.ts';
import type { NetworkConditions } from './network-conditions.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimulatedInstance } from './simulated-instance.ts';
import { SimulatedMachine } from './simulated-machine.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What an application has around it. */
export interface ApplicationSite {
  readonly time: VirtualTime;
  readonly random: SeededRandom;
  readonly conditions: NetworkConditions;
  readonly machine: SimulatedMachine;
  /** Returns one of the instances, running or not. */
  readonly pickInstance: () => SimulatedInstance | undefined;
}

/** A process of an application that checks sessions itself. */
export interface SimulatedApplication {
  /** Whether it accepts a request with this token. Rejects where it cannot tell. */
  ask(token: SessionToken): Promise<boolean>;
  /** Whether it has an open socket of the session of this token. */
  hasOpen(token: SessionToken): boolean;
  /** How many requests it has accepted, and how many of them from memory. */
  readonly counts: { readonly accepted: number; readonly fromMemory: number };
  /** Its process has ended. */
  kill(): void;
  /** Interrupts its network. Returns what restores it. */
  interrupt(): () => void;
}

export type StartApplication = (site: ApplicationSite) => SimulatedApplication;

export type ApplicationFaultKind = 'pause' | 'sleep' | 'kill' | 'no network' | 'wall clock back' | 'wall clock forward';

/** An application on its machine. A killed one starts again on another one. */
export class ApplicationPlace {
  readonly #start: StartApplication;
  readonly #site: Omit<ApplicationSite, 'machine'>;
  machine: SimulatedMachine;
  application: SimulatedApplication;
  /** Since when its machine has been running. */
  runningSince = 0;
  /** Called when it resumes. */
  onWakeUp = (): void => {};

  constructor(start: StartApplication, site: Omit<ApplicationSite, 'machine'>) {
    this.#start = start;
    this.#site = site;
    this.machine = this.#newMachine();
    this.application = start({ ...site, machine: this.machine });
  }

  /** Begins a fault. Returns what ends it. */
  break(kind: ApplicationFaultKind): () => void {
    const { machine, application } = this;
    const breaks: Record<ApplicationFaultKind, () => () => void> = {
      pause: () => (machine.pause(), () => machine.resume()),
      sleep: () => (machine.sleep(), () => machine.resume()),
      kill: () => (machine.end(), application.kill(), () => this.#restart()),
      'no network': () => application.interrupt(),
      'wall clock back': () => (machine.setWall(-60_000), () => {}),
      'wall clock forward': () => (machine.setWall(60_000), () => {}),
    };
    return breaks[kind]();
  }

  #restart(): void {
    if (this.machine.isRunning) return;
    this.machine = this.#newMachine();
    this.application = this.#start({ ...this.#site, machine: this.machine });
  }

  #newMachine(): SimulatedMachine {
    const { time, random } = this.#site;
    const machine = new SimulatedMachine(time, random);
    this.runningSince = time.now;
    machine.onWakeUp = () => {
      this.runningSince = time.now;
      this.onWakeUp();
    };
    return machine;
  }
}
