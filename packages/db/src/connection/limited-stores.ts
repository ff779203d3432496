import type { Stores } from '@latchkey/sessions/latchkey';
import { type Owner, type WorkLimiter, named, reading, writing } from './work-limiter.ts';

/** The stores that requests use. Jobs have their own connections, and run one at a time. */
export type RequestStores = Omit<
  Stores,
  'housekeeping' | 'administration' | 'userImport' | 'feed' | 'endpoints' | 'deliveries' | 'signingKeys'
>;

/** The owner of each method's work, by its arguments; null without a limit. A method without a line does not compile. */
type Owners<Store> = {
  readonly [Method in keyof Store]: Store[Method] extends (...args: infer Args) => unknown
    ? ((...args: Args) => Owner | null) | null
    : never;
};

/** `AnnouncedChanges` bounds these itself, because the limit must not count the time in which a change is announced. */
const changes = null;

const namedBy = ([first]: readonly { readonly key: string }[]): Owner | null => (first ? named(first.key) : null);

const owners: { readonly [Name in keyof RequestStores]: Owners<RequestStores[Name]> } = {
  sessions: {
    begin: changes,
    findByTokenHash: (tokenHash) => named(tokenHash),
    // Reads sessions of many users at once. The caller limits how many of these run.
    findByTokenHashes: null,
    listLive: reading,
    pageLive: reading,
    // One statement of a job, which skips locked rows.
    recordUses: null,
    rotateToken: changes,
    bind: changes,
    useChallenge: ({ userId }) => writing(userId),
    end: changes,
    endMany: changes,
    endAll: changes,
    setIdleLimit: changes,
  },
  users: {
    create: ({ email }) => named(email),
    findByEmail: named,
    findById: reading,
    replaceHash: writing,
    setLanguage: ({ userId }) => writing(userId),
    changePassword: changes,
    disable: changes,
    enable: writing,
    delete: changes,
  },
  accounts: {
    requestRecovery: ({ email }) => named(email),
    issueRecoveryLink: named,
    requestVerification: writing,
    isVerified: reading,
    findByLink: (_purpose, { linkHash }) => named(linkHash),
    resetPassword: changes,
    verify: writing,
    disown: changes,
  },
  subjects: {
    findBySubject: named,
    provision: changes,
  },
  serviceKeys: {
    create: () => named('service keys'),
    find: named,
    list: null,
    // Waits for no lock.
    markUsed: null,
    revoke: changes,
  },
  devices: {
    rename: changes,
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
    answer: changes,
  },
  rateLimits: {
    take: named,
    takeFirstAvailable: (ways) => namedBy(ways.flat()),
    refund: ({ reset, refund }) => namedBy([...reset, ...refund]),
    reset: named,
  },
  attempts: {
    begin: ({ email }) => named(email),
  },
};

/** The same stores, with the work of each owner bounded. */
export function limitedStores(stores: RequestStores, limiter: Pick<WorkLimiter, 'run'>): RequestStores {
  return {
    sessions: limited(stores.sessions, owners.sessions, limiter),
    users: limited(stores.users, owners.users, limiter),
    accounts: limited(stores.accounts, owners.accounts, limiter),
    subjects: limited(stores.subjects, owners.subjects, limiter),
    serviceKeys: limited(stores.serviceKeys, owners.serviceKeys, limiter),
    devices: limited(stores.devices, owners.devices, limiter),
    events: limited(stores.events, owners.events, limiter),
    alerts: limited(stores.alerts, owners.alerts, limiter),
    rateLimits: limited(stores.rateLimits, owners.rateLimits, limiter),
    attempts: limited(stores.attempts, owners.attempts, limiter),
  };
}

function limited<Store extends object>(
  store: Store,
  ownersOf: Owners<Store>,
  limiter: Pick<WorkLimiter, 'run'>,
): Store {
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
