import { type Authenticated, Authenticator } from '../../authenticator.ts';
import type { Principal } from '../../principal.ts';
import { LastUses } from '../../last-uses.ts';
import { listedSession } from '../../listed-session.ts';
import { Places } from '../../place.ts';
import { SessionCache } from '../../session-cache.ts';
import { defaultSessionLimits } from '../../session-limits.ts';
import { SessionMemory } from '../../session-memory.ts';
import type { SessionToken } from '../../session-token.ts';
import { SessionSubscriptions } from '../../session-subscriptions/session-subscriptions.ts';
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
  readonly #subscriptions: SessionSubscriptions;

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
    const places = new Places({ countryOf: () => null });
    this.#subscriptions = new SessionSubscriptions({
      recheck: (principals) => this.authenticator.recheck(principals),
      // Each reading differs from the one before, and says itself when it was made.
      list: async (userId) => {
        const { sessions, at } = await database.listLive(userId);
        const activity = { lastUsedAt: new Date(at), activeDays: 1 };
        return sessions.map((session) => ({
          ...listedSession({ ...session, isBound: false }, activity, null, limits, places),
        }));
      },
      explain: () => Promise.resolve(null),
      limits: { perUser: 1000, perAddress: 1000 },
      clock,
      timing: machine,
      isTrusted,
    });
    const store = { recordUses: () => Promise.resolve(new Map<number, Date>()) };
    this.cluster = new Cluster({
      id,
      channel,
      instances: database,
      memory: new SessionMemory({ store, cache, uses, subscriptions: this.#subscriptions, limits, clock }),
      timing: machine,
      onReached: () => {},
      onFailure: () => {},
    });
  }

  ask(token: SessionToken): Authenticated | Promise<Authenticated> {
    return this.authenticator.authenticate(token);
  }

  /** Opens a stream, and tells of each event when its list was read. Resolves when the stream is over. */
  async watch(principal: Principal, onShown: (readAt: number) => void): Promise<void> {
    const { id } = principal.user;
    const opened = this.#subscriptions.open(principal, '192.0.2.1');
    if (!opened.ok) return;
    try {
      for await (const event of opened.value) {
        if (!event.ok) return;
        const [session] = event.sessions;
        if (session) onShown(session.lastUsedAt.getTime());
        this.machine.after(listEvery, () => this.#subscriptions.notice([id]));
      }
    } catch {
      // The database is away: the client would connect again.
    }
  }
}
