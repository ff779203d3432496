import { createHash } from 'node:crypto';
import type { Principal } from '../../sessions/principal.ts';
import type { Session } from '../../sessions/session.ts';
import { type SessionToken, createSessionToken, hashSessionToken } from '../../tokens/session-token.ts';
import type { User } from '../../accounts/user.ts';
import { capUserAgent } from '../../devices/user-agent.ts';
import { SeededRandom } from './seeded-random.ts';
import { type ApplicationFaultKind, ApplicationPlace, type StartApplication } from './simulated-applications.ts';
import { SimulatedChannel } from './simulated-channel.ts';
import { DatabaseConnection, SimulatedDatabase } from './simulated-database.ts';
import { SimulatedInstance } from './simulated-instance.ts';
import { SimulatedMachine } from './simulated-machine.ts';
import { VirtualTime } from './virtual-time.ts';
import type { NetworkConditions } from './network-conditions.ts';

/** The interval of requests to one instance, in milliseconds. */
const askEvery = 20;

/** How long an application has at most, once it runs again, to close sockets of ended sessions, in milliseconds. */
const closingTime = 150;

type MachineFault =
  'pause' | 'sleep' | 'kill' | 'stop' | 'no database' | 'no channel' | 'wall clock back' | 'wall clock forward';

/** A fault of one machine, or of the database, from a time on and for a duration, in milliseconds. */
export interface Fault {
  readonly kind: MachineFault | 'failover' | 'crash';
  readonly machine: number;
  readonly at: number;
  readonly lasts: number;
}

/** The same of one application. */
export interface ApplicationFault {
  readonly kind: ApplicationFaultKind;
  readonly application: number;
  readonly at: number;
  readonly lasts: number;
}

export interface Revocation {
  readonly by: number;
  readonly at: number;
  answeredAt: number | null;
  /** How many other instances had the session cached when its end was requested. */
  rememberedBy: number;
}

/** A session that will be ended while it is in use. */
interface Target {
  readonly token: SessionToken;
  readonly revocation: Revocation;
}

/** Several instances on one database, whose sessions are ended during faults. */
export class SimulatedWorld {
  readonly #time = new VirtualTime();
  readonly #random: SeededRandom;
  readonly #conditions: NetworkConditions;
  readonly #database: SimulatedDatabase;
  readonly #channels = new Set<SimulatedChannel>();
  readonly #instances: SimulatedInstance[] = [];
  readonly #applications: ApplicationPlace[] = [];
  readonly #targets: Target[] = [];
  #ids = 0;
  #lookUps = 0;
  /** Requests that were accepted, or events that were sent, although the end had been confirmed. */
  readonly broken: string[] = [];
  /** How many requests were accepted. */
  answers = 0;

  constructor(seed: number, conditions: NetworkConditions) {
    this.#random = new SeededRandom(seed);
    this.#conditions = conditions;
    this.#database = new SimulatedDatabase(this.#time, this.#random, conditions);
  }

  get revocations(): readonly Revocation[] {
    return this.#targets.map(({ revocation }) => revocation);
  }

  /** How many requests applications accepted, and how many of them from memory. */
  get applicationCounts(): { readonly accepted: number; readonly fromMemory: number } {
    const counts = this.#applications.map(({ application }) => application.counts);
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    return {
      accepted: sum(counts.map(({ accepted }) => accepted)),
      fromMemory: sum(counts.map(({ fromMemory }) => fromMemory)),
    };
  }

  /** How many requests instances answered from memory. */
  get hits(): number {
    return this.#instances.reduce((sum, { authenticator }) => sum + authenticator.lookups.hits, 0);
  }

  addMachines(count: number): void {
    for (let machine = 0; machine < count; machine += 1) this.#start(machine);
  }

  /** Adds applications, each of which connects to any of the instances. */
  addApplications(count: number, start: StartApplication): void {
    const site = {
      time: this.#time,
      random: this.#random,
      conditions: this.#conditions,
      pickInstance: () => this.#instances[Math.floor(this.#random.next() * this.#instances.length)],
    };
    for (let index = 0; index < count; index += 1) {
      const place = new ApplicationPlace(start, site);
      place.onWakeUp = () => this.#requestAllOf(place);
      this.#applications.push(place);
      const goOn = () => {
        this.#requestAllOf(place);
        this.#checkSockets(place);
        this.#time.after(askEvery, goOn);
      };
      this.#time.after(askEvery * this.#random.next(), goOn);
    }
  }

  planApplicationFault({ kind, application, at, lasts }: ApplicationFault): void {
    this.#time.after(at, () => {
      const mend = this.#applications[application]?.break(kind) ?? (() => {});
      this.#time.after(lasts, mend);
    });
  }

  planRevocation(by: number, at: number): void {
    const number = this.#targets.length;
    const target: Target = { token: this.#signIn(number), revocation: { by, at, answeredAt: null, rememberedBy: 0 } };
    this.#targets.push(target);
    this.#time.after(at, () => void this.#revoke(target));
  }

  planFault({ kind, machine, at, lasts }: Fault): void {
    this.#time.after(at, () => {
      const mend = this.#break(kind, machine);
      this.#time.after(lasts, mend);
    });
  }

  async passUntil(end: number): Promise<void> {
    await this.#time.advanceTo(end);
    for (const { machine } of [...this.#instances, ...this.#applications]) machine.end();
  }

  #start(place: number): void {
    const machine = new SimulatedMachine(this.#time, this.#random);
    const channel = new SimulatedChannel(this.#time, this.#random, this.#conditions, machine, this.#channels);
    const database = new DatabaseConnection(this.#time, this.#random, this.#conditions, this.#database, machine);
    const instance = new SimulatedInstance(`instance ${++this.#ids}`, machine, channel, database);
    this.#instances[place] = instance;
    machine.onWakeUp = () => this.#requestAll(instance);
    void instance.cluster.join();
    const goOn = () => {
      if (this.#instances[place] !== instance) return;
      if (machine.isRunning) this.#requestAll(instance);
      this.#time.after(askEvery, goOn);
    };
    this.#time.after(askEvery * this.#random.next(), goOn);
    for (const { token, revocation } of this.#targets) void this.#followStream(instance, token, revocation);
  }

  #signIn(number: number): SessionToken {
    const token = createSessionToken((bytes) => createHash('sha512').update(`${number}`).digest().subarray(0, bytes));
    const moment = new Date(0);
    // Two sessions for each user.
    const names = { subject: null, email: `${number}@example.org`, displayName: null };
    const user: User = { id: Math.floor(number / 2) + 1, ...names, createdAt: moment };
    const session: Session = {
      id: number + 1,
      userId: user.id,
      deviceId: number + 1,
      label: null,
      confirmedAt: moment,
      userAgent: capUserAgent(''),
      ip: null,
      clientLabel: null,
      rememberMe: true,
      createdAt: moment,
      methods: ['pwd'],
      authenticatedAt: null,
      steppedUpAt: null,
      idleLimit: null,
      lastUsedAt: moment,
      activeDays: 1,
      lastCountry: null,
      absoluteExpiresAt: new Date(8.64e15),
      binding: null,
      endedAt: null,
      endReason: null,
    };
    this.#database.add(hashSessionToken(token), session, user);
    return token;
  }

  #requestAll(instance: SimulatedInstance): void {
    for (const target of this.#targets) {
      void this.#ask(async () => {
        const { ok } = await instance.ask(target.token);
        if (ok) this.answers += 1;
        return ok;
      }, target);
    }
    // One of them each time, so that lists are cached and the simulation takes little longer.
    this.#lookUp(instance, this.#targets[this.#lookUps++ % this.#targets.length]);
  }

  /** Lists the sessions of a target's user: one that has ended is not among them. */
  #lookUp(instance: SimulatedInstance, target: Target | undefined): void {
    const session = target && this.#database.find(hashSessionToken(target.token))?.session;
    if (session) void this.#ask(() => instance.lists(session), target);
  }

  #requestAllOf({ machine, application }: ApplicationPlace): void {
    if (!machine.isRunning) return;
    for (const target of this.#targets) void this.#ask(() => application.ask(target.token), target);
  }

  async #ask(ask: () => Promise<boolean>, { revocation }: Target): Promise<void> {
    const { answeredAt } = revocation;
    const askedAt = this.#time.now;
    try {
      const isAccepted = await ask();
      if (isAccepted && answeredAt !== null) this.broken.push(`asked at ${askedAt}, ended by ${answeredAt}`);
    } catch {
      // Refused as well.
    }
  }

  /** An application closes sockets before a revocation is answered. One that was paused then does it when it runs again. */
  #checkSockets({ machine, application, runningSince }: ApplicationPlace): void {
    const { now } = this.#time;
    if (!machine.isRunning || now - runningSince < closingTime) return;
    for (const { token, revocation } of this.#targets) {
      const { answeredAt } = revocation;
      if (answeredAt !== null && application.hasOpen(token)) this.broken.push(`open at ${now}, ended by ${answeredAt}`);
    }
  }

  /** Reconnects, as a page does whose stream has broken. */
  async #followStream(instance: SimulatedInstance, token: SessionToken, revocation: Revocation): Promise<void> {
    const principal = await this.#principalOf(instance, token);
    if (principal) {
      await instance.watch(principal, (readAt) => {
        const { answeredAt } = revocation;
        if (answeredAt !== null && readAt > answeredAt) this.broken.push(`shown at ${readAt}, ended by ${answeredAt}`);
      });
    }
    instance.machine.after(500, () => void this.#followStream(instance, token, revocation));
  }

  async #principalOf(instance: SimulatedInstance, token: SessionToken): Promise<Principal | null> {
    try {
      const found = await instance.ask(token);
      return found.ok ? found.value : null;
    } catch {
      return null;
    }
  }

  /** The order that the stores keep: commit the change, then announce it. */
  async #revoke(target: Target): Promise<void> {
    const { token, revocation } = target;
    const maker = this.#instances[revocation.by];
    if (!maker?.machine.isRunning) return;
    for (const other of this.#instances) {
      if (other === maker) continue;
      const answer = other.ask(token);
      if (answer instanceof Promise) answer.catch(() => {});
      else revocation.rememberedBy += 1;
    }
    const tokenHash = hashSessionToken(token);
    try {
      await maker.database.end(tokenHash);
      const userId = this.#database.find(tokenHash)?.session.userId ?? 0;
      await maker.cluster.announce([userId]);
    } catch {
      return;
    }
    revocation.answeredAt = this.#time.now;
    for (const instance of this.#instances) {
      if (!instance.machine.isRunning) continue;
      this.#requestAll(instance);
      this.#lookUp(instance, target);
    }
    for (const place of this.#applications) {
      this.#requestAllOf(place);
      this.#checkSockets(place);
    }
  }

  #break(kind: Fault['kind'], place: number): () => void {
    const instance = this.#instances[place];
    if (!instance) throw new Error('There is no such machine');
    const { machine, channel, database } = instance;
    const breaks: Record<Fault['kind'], () => () => void> = {
      pause: () => (machine.pause(), () => machine.resume()),
      sleep: () => (machine.sleep(), () => machine.resume()),
      kill: () => (this.#kill(instance), () => this.#start(place)),
      stop: () => (void instance.stop().then(() => this.#kill(instance)), () => this.#replace(instance, place)),
      'no database': () => ((database.isCut = true), () => (database.isCut = false)),
      'no channel': () => ((channel.isCut = true), () => (channel.isCut = false)),
      'wall clock back': () => (machine.setWall(-60_000), () => {}),
      'wall clock forward': () => (machine.setWall(60_000), () => {}),
      failover: () => (this.#database.failOver(), () => {}),
      crash: () => (this.#database.crash(), () => {}),
    };
    return breaks[kind]();
  }

  #kill({ machine, channel, connections }: SimulatedInstance): void {
    machine.end();
    void channel.close();
    for (const connection of connections) connection.end();
  }

  /** Starts another instance in the place of one that stops, once that has stopped. */
  #replace(instance: SimulatedInstance, place: number): void {
    if (this.#instances[place] !== instance) return;
    if (instance.machine.isRunning) this.#time.after(askEvery, () => this.#replace(instance, place));
    else this.#start(place);
  }
}
