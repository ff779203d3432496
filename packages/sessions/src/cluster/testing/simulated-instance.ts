import { type Authenticated, Authenticator } from '../../authenticator.ts';
import type { Principal } from '../../principal.ts';
import { LastUses } from '../../last-uses.ts';
import { SessionCache } from '../../session-cache.ts';
import { defaultSessionLimits } from '../../session-limits.ts';
import { SessionMemory } from '../../session-memory.ts';
import type { SessionToken } from '../../session-token.ts';
import { Watches } from '../../watches.ts';
import { Cluster } from '../cluster.ts';
import type { SimulatedChannel } from './simulated-channel.ts';
import type { DatabaseConnection } from './simulated-database.ts';
import type { SimulatedMachine } from './simulated-machine.ts';

/** In milliseconds. */
const listEvery = 400;

/** The real code of an instance, put together as `createServices` does, on a simulated machine. */
export class SimulatedInstance {
  readonly machine: SimulatedMachine;
  readonly channel: SimulatedChannel;
  readonly database: DatabaseConnection;
  readonly cluster: Cluster;
  readonly authenticator: Authenticator;
  readonly #watches: Watches;

  constructor(id: string, machine: SimulatedMachine, channel: SimulatedChannel, database: DatabaseConnection) {
    this.machine = machine;
    this.channel = channel;
    this.database = database;
    const limits = defaultSessionLimits;
    // No session here lives long enough for time to end it.
    const clock = () => new Date(0);
    const cache = new SessionCache(1000);
    const uses = new LastUses(limits.lastUsedStep);
    const isTrusted = () => this.cluster.isTrusted;
    this.authenticator = new Authenticator({
      store: database,
      cache,
      uses,
      limits,
      clock,
      isTrusted,
      demandsBinding: true,
    });
    this.#watches = new Watches({ authenticator: this.authenticator, timing: machine, isTrusted });
    const store = { recordUses: () => Promise.resolve(new Map<number, Date>()) };
    this.cluster = new Cluster({
      id,
      channel,
      instances: database,
      memory: new SessionMemory({ store, cache, uses, watches: this.#watches, limits, clock }),
      timing: machine,
      onReached: () => {},
      onFailure: () => {},
    });
  }

  ask(token: SessionToken): Authenticated | Promise<Authenticated> {
    return this.authenticator.authenticate(token);
  }

  /** Looks on as `SessionService.watch` does, and tells when what is shown was read. Resolves when it is over. */
  async watch(principal: Principal, onShown: (readAt: number) => void): Promise<void> {
    const watch = this.#watches.open(principal);
    try {
      await watch.recheck();
      for (;;) {
        const { at } = await this.database.listLive(principal.user.id);
        if (!(await watch.confirm()).ok) return;
        onShown(at);
        this.machine.after(listEvery, () => watch.notice());
        await watch.next(Infinity, new AbortController().signal);
      }
    } catch {
      // The database is away: the client would connect again.
    } finally {
      watch.close();
    }
  }
}
