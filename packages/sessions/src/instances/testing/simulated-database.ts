import type { Session } from '../../sessions/session.ts';
import type { SessionTokenHash } from '../../tokens/session-token.ts';
import type { User } from '../../accounts/user.ts';
import { StoreUnavailable } from '../../store-unavailable.ts';
import type { InstanceStore, RegisteredInstance, ClusterSnapshot } from '../instance-store.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimulatedMachine } from './simulated-machine.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { NetworkConditions } from './network-conditions.ts';

/** The timeout of a query, in milliseconds. */
const patience = 1_500;

/** How long events are kept, in milliseconds: hardly longer than the interval of polls. */
const historyLasts = 5_000;

type Found = { readonly session: Session; readonly user: User; readonly ofBrowser: boolean };

/**
 * The database. As in PostgreSQL, a transaction gets its number at its first write and becomes visible at its commit,
 * which may be in another order.
 */
export class SimulatedDatabase {
  readonly #time: VirtualTime;
  readonly #random: SeededRandom;
  readonly #conditions: NetworkConditions;
  readonly #sessions = new Map<SessionTokenHash, Found>();
  readonly #events: { readonly user: number; readonly writtenIn: number; readonly at: number }[] = [];
  readonly #instances = new Map<string, number>();
  /** Running transactions. */
  readonly #underWay = new Set<{ readonly number: number }>();
  #lastTransaction = 0;
  /** The number of the current server. */
  #server = 1;
  /** The highest committed number, on its disk and on its standby's. */
  #lastCommitted = 0;

  constructor(time: VirtualTime, random: SeededRandom, conditions: NetworkConditions) {
    this.#time = time;
    this.#random = random;
    this.#conditions = conditions;
  }

  add(tokenHash: SessionTokenHash, session: Session, user: User): void {
    this.#sessions.set(tokenHash, { session, user, ofBrowser: false });
  }

  find(tokenHash: SessionTokenHash): Found | null {
    return this.#sessions.get(tokenHash) ?? null;
  }

  listLive(userId: number): Session[] {
    return [...this.#sessions.values()].flatMap(({ session }) =>
      session.userId === userId && session.endedAt === null ? session : [],
    );
  }

  /**
   * Runs a transaction, visible some time later. Now and then other transactions take numbers that never reach the
   * disk.
   */
  write(commit: (transaction: number) => void): void {
    if (this.#random.chance(0.3)) this.#lastTransaction += 100;
    const transaction = { number: ++this.#lastTransaction };
    this.#underWay.add(transaction);
    this.#time.after(this.#random.delay(0.5, this.#conditions.slowestCommit), () => {
      if (!this.#underWay.delete(transaction)) return;
      this.#lastCommitted = Math.max(this.#lastCommitted, transaction.number);
      commit(transaction.number);
    });
  }

  /** The standby takes over. It has what was committed, loses what was running, and reuses its numbers. */
  failOver(): void {
    this.#server += 1;
    this.crash();
  }

  /** The server restarts with what is on its disk, and reuses the numbers of what was running. */
  crash(): void {
    this.#underWay.clear();
    this.#lastTransaction = this.#lastCommitted;
  }

  end(tokenHash: SessionTokenHash, onCommitted: () => void): void {
    this.write((writtenIn) => {
      const found = this.#sessions.get(tokenHash);
      if (!found) throw new Error('There is no such session');
      const session = { ...found.session, endedAt: new Date(this.#time.now), endReason: 'revoked' as const };
      this.#sessions.set(tokenHash, { ...found, session });
      this.#events.push({ user: session.userId, writtenIn, at: this.#time.now });
      onCommitted();
    });
  }

  renew(id: string, onCommitted: (wasThere: boolean) => void): void {
    this.write((transaction) => {
      const wasThere = this.#instances.has(id);
      this.#instances.set(id, transaction);
      onCommitted(wasThere);
    });
  }

  look(id: string, cursor: string | null): Omit<ClusterSnapshot, 'instances'> {
    const renewal = this.#instances.get(id) ?? 0;
    const oldest = Math.min(this.#lastTransaction + 1, renewal, ...[...this.#underWay].map(({ number }) => number));
    const next = `${oldest}@${this.#server}`;
    if (cursor === null) return { cursor: next, changed: [] };
    const [from, server] = cursor.split('@').map(Number);
    if (from === undefined || server !== this.#server) return { cursor: next, changed: 'all' };
    const kept = this.#events.filter(({ at }) => at > this.#time.now - historyLasts);
    const seen = kept.filter(({ writtenIn }) => writtenIn >= from);
    return { cursor: next, changed: [...new Set(seen.map(({ user }) => user))] };
  }

  instances(): RegisteredInstance[] {
    return [...this.#instances].map(([id, renewals]) => ({ id, renewals }));
  }

  remove({ id, renewals }: RegisteredInstance): void {
    if (this.#instances.get(id) === renewals) this.#instances.delete(id);
  }

  leave(id: string): void {
    this.#instances.delete(id);
  }
}

/** One machine's connection to the database, which is slow and may be cut. */
export class DatabaseConnection implements InstanceStore {
  readonly #time: VirtualTime;
  readonly #random: SeededRandom;
  readonly #conditions: NetworkConditions;
  readonly #database: SimulatedDatabase;
  readonly #machine: SimulatedMachine;
  isCut = false;

  constructor(
    time: VirtualTime,
    random: SeededRandom,
    conditions: NetworkConditions,
    database: SimulatedDatabase,
    machine: SimulatedMachine,
  ) {
    this.#time = time;
    this.#random = random;
    this.#conditions = conditions;
    this.#database = database;
    this.#machine = machine;
  }

  findByTokenHash(tokenHash: SessionTokenHash): Promise<Found | null> {
    return this.#read(() => this.#database.find(tokenHash));
  }

  findByTokenHashes(tokenHashes: readonly SessionTokenHash[]): Promise<ReadonlyMap<SessionTokenHash, Found>> {
    return this.#read(
      () =>
        new Map(
          tokenHashes.flatMap((tokenHash) => {
            const found = this.#database.find(tokenHash);
            return found ? [[tokenHash, found] as const] : [];
          }),
        ),
    );
  }

  /** The live sessions, and the simulated time of the read. */
  listLive(userId: number): Promise<{ readonly sessions: Session[]; readonly at: number }> {
    return this.#read(() => ({ sessions: this.#database.listLive(userId), at: this.#time.now }));
  }

  async end(tokenHash: SessionTokenHash): Promise<void> {
    await this.#ask<true>((answer) => this.#database.end(tokenHash, () => answer(true)));
  }

  renew(id: string): Promise<boolean> {
    return this.#ask((answer) => this.#database.renew(id, answer));
  }

  async poll(id: string, cursor: string | null): Promise<ClusterSnapshot> {
    const seen = await this.#read(() => this.#database.look(id, cursor));
    return { ...seen, instances: await this.instances() };
  }

  instances(): Promise<readonly RegisteredInstance[]> {
    return this.#read(() => this.#database.instances());
  }

  remove(instance: RegisteredInstance): Promise<void> {
    return this.#read(() => this.#database.remove(instance));
  }

  leave(id: string): Promise<void> {
    return this.#read(() => this.#database.leave(id));
  }

  #read<Answer>(read: () => Answer): Promise<Answer> {
    return this.#ask((answer) => answer(read()));
  }

  /** A round trip. If the connection is cut meanwhile, the request or the response is lost. */
  #ask<Answer>(execute: (answer: (value: Answer) => void) => void): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#machine.after(patience, () => reject(new StoreUnavailable('No answer')));
      const travel = (arrive: () => void) =>
        this.#time.after(this.#random.delay(0.2, this.#conditions.slowestWay), () => {
          if (!this.isCut) arrive();
        });
      if (this.isCut) return;
      travel(() => execute((value) => travel(() => this.#machine.run(() => resolve(value)))));
    });
  }
}
