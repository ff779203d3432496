import { createHash } from 'node:crypto';
import type { Principal } from '../../principal.ts';
import type { Session } from '../../session.ts';
import { type SessionToken, createSessionToken, hashSessionToken } from '../../session-token.ts';
import type { User } from '../../user.ts';
import { capUserAgent } from '../../user-agent.ts';
import { Dice } from './dice.ts';
import { SimulatedChannel } from './simulated-channel.ts';
import { DatabaseConnection, SimulatedDatabase } from './simulated-database.ts';
import { SimulatedInstance } from './simulated-instance.ts';
import { SimulatedMachine } from './simulated-machine.ts';
import { VirtualTime } from './virtual-time.ts';
import type { Weather } from './weather.ts';

/** Between two rounds of questions to one instance, in milliseconds. */
const askEvery = 20;

type Ill = 'pause' | 'sleep' | 'kill' | 'no database' | 'no channel' | 'wall clock back' | 'wall clock forward';

/** What can go wrong with one machine, or with the database, from a moment on and for so long. All in milliseconds. */
export interface Fault {
  readonly kind: Ill | 'failover' | 'crash';
  readonly machine: number;
  readonly at: number;
  readonly lasts: number;
}

export interface Revocation {
  readonly by: number;
  readonly at: number;
  answeredAt: number | null;
  /** How many other instances had the session in memory when it was asked for. */
  rememberedBy: number;
}

/** A session that somebody will end, and that somebody else goes on using. */
interface Target {
  readonly token: SessionToken;
  readonly revocation: Revocation;
}

/** Several instances on one database, in which sessions are ended while things go wrong. */
export class SimulatedWorld {
  readonly #time = new VirtualTime();
  readonly #dice: Dice;
  readonly #weather: Weather;
  readonly #database: SimulatedDatabase;
  readonly #room = new Set<SimulatedChannel>();
  readonly #instances: SimulatedInstance[] = [];
  readonly #targets: Target[] = [];
  #ids = 0;
  /** Whoever was let in, or shown something, though the end had been answered before. */
  readonly broken: string[] = [];
  /** How often somebody was let in. */
  answers = 0;

  constructor(seed: number, weather: Weather) {
    this.#dice = new Dice(seed);
    this.#weather = weather;
    this.#database = new SimulatedDatabase(this.#time, this.#dice, weather);
  }

  get revocations(): readonly Revocation[] {
    return this.#targets.map(({ revocation }) => revocation);
  }

  /** How many questions were answered from memory. */
  get hits(): number {
    return this.#instances.reduce((sum, { authenticator }) => sum + authenticator.lookups.hits, 0);
  }

  addMachines(count: number): void {
    for (let machine = 0; machine < count; machine += 1) this.#start(machine);
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
    await this.#time.passUntil(end);
    for (const { machine } of this.#instances) machine.end();
  }

  #start(place: number): void {
    const machine = new SimulatedMachine(this.#time, this.#dice);
    const channel = new SimulatedChannel(this.#time, this.#dice, this.#weather, machine, this.#room);
    const database = new DatabaseConnection(this.#time, this.#dice, this.#weather, this.#database, machine);
    const instance = new SimulatedInstance(`instance ${++this.#ids}`, machine, channel, database);
    this.#instances[place] = instance;
    machine.onWakeUp = () => this.#askAll(instance);
    void instance.cluster.join();
    const goOn = () => {
      if (this.#instances[place] !== instance) return;
      if (machine.isRunning) this.#askAll(instance);
      this.#time.after(askEvery, goOn);
    };
    this.#time.after(askEvery * this.#dice.throw(), goOn);
    for (const { token, revocation } of this.#targets) void this.#lookOn(instance, token, revocation);
  }

  #signIn(number: number): SessionToken {
    const token = createSessionToken((bytes) => createHash('sha512').update(`${number}`).digest().subarray(0, bytes));
    const moment = new Date(0);
    // Two sessions a user.
    const user: User = { id: Math.floor(number / 2) + 1, email: `${number}@example.org`, createdAt: moment };
    const session: Session = {
      id: number + 1,
      userId: user.id,
      deviceId: number + 1,
      deviceName: null,
      confirmedAt: moment,
      userAgent: capUserAgent(''),
      address: null,
      information: null,
      staysSignedIn: true,
      createdAt: moment,
      steppedUpAt: null,
      idleLimit: null,
      lastUsedAt: moment,
      activeDays: 1,
      expiresAt: new Date(8.64e15),
      binding: null,
      endedAt: null,
      endReason: null,
    };
    this.#database.add(hashSessionToken(token), session, user);
    return token;
  }

  #askAll(instance: SimulatedInstance): void {
    for (const target of this.#targets) void this.#ask(instance, target);
  }

  async #ask(instance: SimulatedInstance, { token, revocation }: Target): Promise<void> {
    const { answeredAt } = revocation;
    const askedAt = this.#time.now;
    try {
      const { ok } = await instance.ask(token);
      if (ok) this.answers += 1;
      if (ok && answeredAt !== null) this.broken.push(`asked at ${askedAt}, ended by ${answeredAt}`);
    } catch {
      // Not let in either.
    }
  }

  /** Again and again, as a page does whose stream has broken. */
  async #lookOn(instance: SimulatedInstance, token: SessionToken, revocation: Revocation): Promise<void> {
    const principal = await this.#principalOf(instance, token);
    if (principal) {
      await instance.watch(principal, (readAt) => {
        const { answeredAt } = revocation;
        if (answeredAt !== null && readAt > answeredAt) this.broken.push(`shown at ${readAt}, ended by ${answeredAt}`);
      });
    }
    instance.machine.after(500, () => void this.#lookOn(instance, token, revocation));
  }

  async #principalOf(instance: SimulatedInstance, token: SessionToken): Promise<Principal | null> {
    try {
      const found = await instance.ask(token);
      return found.ok ? found.value : null;
    } catch {
      return null;
    }
  }

  /** As `announcingStores` does it: the change, and then everybody. */
  async #revoke({ token, revocation }: Target): Promise<void> {
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
    for (const instance of this.#instances) if (instance.machine.isRunning) this.#askAll(instance);
  }

  #break(kind: Fault['kind'], place: number): () => void {
    const instance = this.#instances[place];
    if (!instance) throw new Error('There is no such machine');
    const { machine, channel, database } = instance;
    const breaks: Record<Fault['kind'], () => () => void> = {
      pause: () => (machine.pause(), () => machine.resume()),
      sleep: () => (machine.sleep(), () => machine.resume()),
      kill: () => (machine.end(), void channel.close(), () => this.#start(place)),
      'no database': () => ((database.isCut = true), () => (database.isCut = false)),
      'no channel': () => ((channel.isCut = true), () => (channel.isCut = false)),
      'wall clock back': () => (machine.setWall(-60_000), () => {}),
      'wall clock forward': () => (machine.setWall(60_000), () => {}),
      failover: () => (this.#database.failOver(), () => {}),
      crash: () => (this.#database.crash(), () => {}),
    };
    return breaks[kind]();
  }
}
