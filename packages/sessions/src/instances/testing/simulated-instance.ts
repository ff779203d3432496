import { type AuthResult, Authenticator } from '../../tokens/authenticator.ts';
import type { Principal } from '../../sessions/principal.ts';
import { LastUsedBuffer } from '../../sessions/last-used-buffer.ts';
import { sessionView } from '../../sessions/session-view.ts';
import { sampleSummary } from '../../testing/sample-session.ts';
import { Locations } from '../../geo/location.ts';
import { LiveSessions } from '../../sessions/live-sessions.ts';
import { SessionCache } from '../../sessions/session-cache.ts';
import { defaultSessionLimits } from '../../sessions/session-limits.ts';
import { SessionMemory } from '../../session-memory.ts';
import type { Session } from '../../sessions/session.ts';
import type { SessionToken } from '../../tokens/session-token.ts';
import { SessionSubscriptions } from '../../session-subscriptions/session-subscriptions.ts';
import { noTelemetry } from '../../telemetry.ts';
import { Cluster } from '../cluster.ts';
import { Verifiers } from '../verifiers.ts';
import { serveVerifier } from './served-verifier.ts';
import type { SimulatedConnection } from './simulated-connection.ts';
import type { SimulatedChannel } from './simulated-channel.ts';
import type { DatabaseConnection } from './simulated-database.ts';
import type { SimulatedMachine } from './simulated-machine.ts';

/** In milliseconds. */
const listEvery = 400;

/** The real code of an instance, composed as in `createLatchkey`, on a simulated machine. */
export class SimulatedInstance {
  readonly machine: SimulatedMachine;
  readonly channel: SimulatedChannel;
  readonly database: DatabaseConnection;
  readonly cluster: Cluster;
  readonly authenticator: Authenticator;
  readonly verifiers: Verifiers;
  /** Its connections to applications. */
  readonly connections = new Set<SimulatedConnection>();
  readonly #live: LiveSessions;
  readonly #subscriptions: SessionSubscriptions;

  constructor(id: string, machine: SimulatedMachine, channel: SimulatedChannel, database: DatabaseConnection) {
    this.machine = machine;
    this.channel = channel;
    this.database = database;
    const limits = defaultSessionLimits;
    // No session here expires.
    const clock = () => new Date(0);
    const cache = new SessionCache(1000);
    const lastUsed = new LastUsedBuffer(limits.lastUsedStep);
    const isTrusted = () => this.cluster.isTrusted;
    const locations = new Locations({ countryOf: () => null });
    this.authenticator = new Authenticator({
      locations,
      store: database,
      cache,
      lastUsed,
      limits,
      clock,
      isTrusted,
      requiresBinding: true,
    });
    this.#live = new LiveSessions({
      store: {
        listLive: async (userId) =>
          (await database.listLive(userId)).sessions.map((session) => sampleSummary({ id: session.id })),
      },
      lastUsed,
      limits,
      locations,
      timing: machine,
      isTrusted,
      isAlone: () => this.cluster.isAlone,
      capacity: 1000,
    });
    this.#subscriptions = new SessionSubscriptions({
      recheck: (principals) => this.authenticator.recheck(principals),
      // Each reading differs from the one before and contains the time when it was made.
      list: async (userId) => {
        const { sessions, at } = await database.listLive(userId);
        const activity = { lastUsedAt: new Date(at), activeDays: 1, lastCountry: null };
        return sessions.map((session) => sessionView(sampleSummary({ id: session.id }), activity, limits, locations));
      },
      explain: () => Promise.resolve(null),
      limits: { perUser: 1000, perNetwork: 1000 },
      clock,
      timing: machine,
      isTrusted,
    });
    const store = { recordUses: () => Promise.resolve(new Map<number, Date>()) };
    this.cluster = new Cluster({
      id,
      channel,
      instances: database,
      timing: machine,
      telemetry: noTelemetry,
    });
    this.verifiers = new Verifiers({ cluster: this.cluster, timing: machine });
    const subscriptions = this.#subscriptions;
    const live = this.#live;
    this.cluster.addListener(new SessionMemory({ store, cache, live, lastUsed, subscriptions, limits, clock }));
    this.cluster.addListener(this.verifiers);
  }

  /** Ends in order, as the process does. */
  async stop(): Promise<void> {
    await this.verifiers.close();
    await this.cluster.leave();
  }

  /** Serves the verifier of an application. */
  serve(send: (text: string) => void): ReturnType<typeof serveVerifier> {
    return serveVerifier(this.verifiers, this.authenticator, send);
  }

  ask(token: SessionToken): AuthResult | Promise<AuthResult> {
    return this.authenticator.authenticate(token);
  }

  /** Whether the list of a session's user has the session. */
  async lists({ id, userId }: Pick<Session, 'id' | 'userId'>): Promise<boolean> {
    const now = new Date(0);
    return (await this.#live.of(userId, { now, idleSince: now })).some((session) => session.id === id);
  }

  /** Opens a stream and reports for each event when its list was read. Resolves when the stream is over. */
  async watch(principal: Principal, onShown: (readAt: number) => void): Promise<void> {
    const { id } = principal.user;
    const opened = this.#subscriptions.open(principal, '192.0.2.1');
    if (!opened.ok) return;
    try {
      for await (const event of opened.value) {
        if (!event.ok) return;
        const [session] = event.sessions;
        if (session) onShown(session.lastUsedAt.getTime());
        this.machine.after(listEvery, () => this.#subscriptions.refreshLists([id]));
      }
    } catch {
      // The database is unreachable: a client would reconnect.
    }
  }
}
