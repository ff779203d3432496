import type { Stores } from '@latchkey/sessions/services';
import type { WorkLimiter } from './work-limiter.ts';

/** Whose work a call is. What reads is counted apart from what writes: reading waits for no row, so it goes on beside. */
type Owner = string;

/** The stores that requests use. What the jobs use runs on connections of its own, a job at a time. */
export type RequestStores = Omit<Stores, 'housekeeping' | 'administration'>;

/** Whose work each method is, by its arguments, or null for nobody's. A new method does not compile without its line. */
type Owners<Store> = {
  readonly [Method in keyof Store]: Store[Method] extends (...args: infer Args) => unknown
    ? ((...args: Args) => Owner | null) | null
    : never;
};

const reading = (userId: number): Owner => `reading ${userId}`;
const writing = (userId: number): Owner => `writing ${userId}`;
/** Before it is known which user it is: by what the request names. */
const named = (name: string): Owner => `named ${name}`;

const namedBy = ([first]: readonly { readonly key: string }[]): Owner | null => (first ? named(first.key) : null);

const owners: { readonly [Name in keyof RequestStores]: Owners<RequestStores[Name]> } = {
  sessions: {
    begin: ({ userId }) => writing(userId),
    findByTokenHash: (tokenHash) => named(tokenHash),
    // Of many users at once: whoever asks bounds how many of these run.
    findByTokenHashes: null,
    listLive: reading,
    pageLive: reading,
    // One statement of a job, which passes over rows that are locked.
    recordUses: null,
    renew: ({ userId }) => writing(userId),
    bind: ({ userId }) => writing(userId),
    useChallenge: ({ userId }) => writing(userId),
    end: (_id, { userId }) => writing(userId),
    endMany: (_ids, { userId }) => writing(userId),
    endAll: ({ userId }) => writing(userId),
    setIdleLimit: ({ userId }) => writing(userId),
  },
  users: {
    create: ({ email }) => named(email),
    findByEmail: named,
    findById: reading,
    setLanguage: ({ userId }) => writing(userId),
    changePassword: (_passwordHash, { userId }) => writing(userId),
    disable: writing,
    enable: writing,
    delete: writing,
  },
  accounts: {
    requestRecovery: ({ email }) => named(email),
    issueRecoveryLink: named,
    requestVerification: writing,
    isVerified: reading,
    findByLink: (_purpose, { linkHash }) => named(linkHash),
    resetPassword: writing,
    verify: writing,
    disown: writing,
  },
  devices: {
    isKnown: named,
    rename: ({ userId }) => writing(userId),
  },
  events: {
    append: ({ userId }) => writing(userId),
    list: reading,
    findActor: ({ userId }) => reading(userId),
  },
  alerts: {
    listOpen: ({ userId }) => reading(userId),
    findByLink: named,
    ownerOfLink: named,
    answer: ({ userId }) => writing(userId),
  },
  rateLimits: {
    take: named,
    takeOneWay: (ways) => namedBy(ways.flat()),
    settle: ({ forget, giveBack }) => namedBy([...forget, ...giveBack]),
    forget: named,
  },
  attempts: {
    begin: ({ email }) => named(email),
  },
};

/** The same stores, with the work of each owner bounded. */
export function limitedStores(stores: RequestStores, limiter: WorkLimiter): RequestStores {
  return {
    sessions: limited(stores.sessions, owners.sessions, limiter),
    users: limited(stores.users, owners.users, limiter),
    accounts: limited(stores.accounts, owners.accounts, limiter),
    devices: limited(stores.devices, owners.devices, limiter),
    events: limited(stores.events, owners.events, limiter),
    alerts: limited(stores.alerts, owners.alerts, limiter),
    rateLimits: limited(stores.rateLimits, owners.rateLimits, limiter),
    attempts: limited(stores.attempts, owners.attempts, limiter),
  };
}

function limited<Store extends object>(store: Store, ownersOf: Owners<Store>, limiter: WorkLimiter): Store {
  return new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      const owner: unknown = Reflect.get(ownersOf, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]): unknown => {
        const run = async () => {
          const value: unknown = await Reflect.apply(method, target, args);
          return value;
        };
        const by: unknown = typeof owner === 'function' ? Reflect.apply(owner, null, args) : null;
        return typeof by === 'string' ? limiter.run(by, run) : run();
      };
    },
  });
}
