import { systemTiming } from '../instances/timing.ts';
import { LastUsedBuffer } from '../sessions/last-used-buffer.ts';
import { Locations } from '../geo/location.ts';
import { noMailWorkers } from '../mail/outbox-worker.ts';
import { LiveSessions } from '../sessions/live-sessions.ts';
import { defaultSessionLimits } from '../sessions/session-limits.ts';
import { SessionService } from '../sessions/session-service.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import { start } from './sample-session.ts';

type Answers = { -readonly [Key in keyof SessionStore]: Awaited<ReturnType<SessionStore[Key]>> };

/** A session store with one fixed answer a method. Records every call. */
export class FakeSessionStore {
  readonly asked: unknown[][] = [];
  readonly answers: Answers = {
    begin: { session: null, retryAt: null },
    findByTokenHash: null,
    findByTokenHashes: new Map(),
    listLive: [],
    pageLive: { sessions: [], next: null },
    recordUses: new Map(),
    rotateToken: true,
    bind: true,
    useChallenge: { isFirst: true, latest: null },
    end: true,
    endMany: [12, 13],
    endAll: 2,
    setIdleLimit: 1,
  };
  readonly store: SessionStore = {
    begin: (...given) => this.#answer('begin', given),
    findByTokenHash: (...given) => this.#answer('findByTokenHash', given),
    findByTokenHashes: (...given) => this.#answer('findByTokenHashes', given),
    listLive: (...given) => this.#answer('listLive', given),
    pageLive: (...given) => this.#answer('pageLive', given),
    recordUses: (...given) => this.#answer('recordUses', given),
    rotateToken: (...given) => this.#answer('rotateToken', given),
    bind: (...given) => this.#answer('bind', given),
    useChallenge: (...given) => this.#answer('useChallenge', given),
    end: (...given) => this.#answer('end', given),
    endMany: (...given) => this.#answer('endMany', given),
    endAll: (...given) => this.#answer('endAll', given),
    setIdleLimit: (...given) => this.#answer('setIdleLimit', given),
  };

  #answer<Key extends keyof SessionStore>(key: Key, given: readonly unknown[]): Promise<Answers[Key]> {
    this.asked.push([key, ...given]);
    return Promise.resolve(this.answers[key]);
  }
}

type Deps = ConstructorParameters<typeof SessionService>[0];

/** A session service on the fake store. All of its tokens are the same. */
export function serviceOn({ store }: FakeSessionStore, given: Partial<Deps> = {}) {
  const limits = defaultSessionLimits;
  const lastUsed = new LastUsedBuffer(limits.lastUsedStep);
  const locations = new Locations({ countryOf: () => 'DE' });
  const random = (bytes: number) => new Uint8Array(bytes).fill(7);
  // Each list is read, as on an instance without a lease.
  const isTrusted = () => false;
  const live = new LiveSessions({
    store,
    lastUsed,
    limits,
    locations,
    timing: systemTiming,
    isTrusted,
    isAlone: () => false,
    capacity: 0,
  });
  const common = {
    store,
    live,
    lastUsed,
    locations,
    limits,
    clock: () => start,
    random,
    stepUp: 'browsers',
    mailWorkers: noMailWorkers,
  } as const;
  return { lastUsed, sessions: new SessionService({ ...common, ...given }) };
}
