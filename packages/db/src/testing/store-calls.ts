import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import type { Stores } from '@latchkey/sessions/latchkey';
import type { AlertAnswer } from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import { outgoingKinds } from '@latchkey/sessions/webhooks/outgoing-event';
import { sessionOrders } from '@latchkey/sessions/sessions/session-store';
import type { Announce } from '@latchkey/sessions/instances/invalidation';
import type pg from 'pg';
import { createClient } from '../connection/client.ts';
import type { Database } from '../database.ts';
import { PageFileStore } from '../page-file-store.ts';
import { MailOutbox } from '../mail/mail-outbox.ts';
import { storesOn } from './test-database.ts';
import { type FilledAccount, begin, newLink } from './filled-account.ts';
import { cutoff, day, ending, later, newDevice, newToken, passwordHash, second, sessionOf, start } from './sample.ts';

/** Every object of an open database whose methods read or write rows. */
export type AllStores = Stores & Pick<Database, 'outbox' | 'pageFiles'>;

/** All of them on one pool, without the limiter. */
export function allStoresOn(pool: pg.Pool, announce?: Announce): AllStores {
  const prisma = createClient(pool, 'public');
  return {
    ...storesOn(pool, announce),
    outbox: new MailOutbox(prisma),
    pageFiles: new PageFileStore(prisma),
  };
}

/** A call of one method on a filled account. */
interface StoreCall {
  /** Whether it must change a row of any table, so that no call can pass on nothing. */
  readonly writes: boolean;
  readonly run: (stores: AllStores, account: FilledAccount) => Promise<unknown>;
}

type Run = StoreCall['run'];
type StoreCalls = {
  readonly [Name in keyof AllStores]: { readonly [Method in keyof AllStores[Name]]: StoreCall };
};

const reads = (run: Run): StoreCall => ({ writes: false, run });
const writes = (run: Run): StoreCall => ({ writes: true, run });

const now = later(3 * second);
const at = cutoff(now);
/** A moment at which everything in the filled account has expired or is due to be purged. */
const end = new Date('2030-01-01');
const limit = 1_000;
const from = { userAgent: capUserAgent('curl/8.5.0'), ip: null };
const imported = {
  subject: null,
  email: 'imported@example.net',
  displayName: null,
  passwordHash,
  createdAt: now,
  emailVerifiedAt: null,
};
const rate = { burst: 5, every: day };
const bucket = { key: 'key', ...rate };
const file = { name: 'page.js', content: new Uint8Array([1]), isBrotli: false };

let keys = 0;
const serviceKeyOf = (name: string) => {
  keys += 1;
  return {
    name,
    keyHash: Buffer.from(`${name} ${keys}`).toString('hex'),
    scopes: ['sessions:list'],
    createdAt: now,
  } as const;
};

const rotation = ({ user, reader, readerToken }: FilledAccount) => ({
  userId: user.id,
  sessionId: reader.id,
  fromTokenHash: readerToken,
  tokenHash: newToken(),
  bindingSecret: null,
  cutoff: at,
});

const by = ({ user, reader }: FilledAccount) => ending(user, { cutoff: at, actorId: reader.id });

async function linkOf(stores: AllStores, { user }: FilledAccount, kind: 'recovery' | 'verification') {
  const use = { linkHash: newLink(), sentSince: start, at: now, ...from };
  if (kind === 'recovery') await stores.accounts.issueRecoveryLink(user.email, use.linkHash, now);
  else await stores.outbox.take(kind, use.linkHash, now);
  return use;
}

function answer(stores: AllStores, { user, reader, openAlertIds: alertIds }: FilledAccount, given: AlertAnswer) {
  const answerer = { sessionId: reader.id, deviceId: reader.deviceId, isProved: true };
  return stores.alerts.answer({
    userId: user.id,
    alertIds,
    answer: given,
    by: answerer,
    ip: null,
    openSince: later(-day),
    cutoff: at,
  });
}

async function newEndpoint({ endpoints }: AllStores): Promise<number> {
  const endpoint = { url: 'https://example.org/', format: 'webhook', kinds: outgoingKinds, audience: null } as const;
  return (await endpoints.create({ ...endpoint, secret: 'whsec_NQ==', createdAt: now }, limit)) ?? 0;
}

/** A new endpoint with everything that was committed, claimed. */
async function claimed(stores: AllStores) {
  const endpointId = await newEndpoint(stores);
  await stores.feed.publish(now, limit);
  return { endpointId, deliveries: await stores.deliveries.claim(endpointId, { now, until: end, limit }) };
}

/** A call for every method of every store. A new method does not compile without one. */
export const storeCalls: StoreCalls = {
  sessions: {
    begin: writes((stores, { user, browser }) => begin(stores, user, { deviceTokenHash: browser, createdAt: now })),
    findByTokenHash: reads(({ sessions }, { readerToken }) => sessions.findByTokenHash(readerToken)),
    findByTokenHashes: reads(({ sessions }, { readerToken }) => sessions.findByTokenHashes([readerToken])),
    listLive: reads(({ sessions }, { user }) => sessions.listLive(user.id, at)),
    pageLive: reads(async ({ sessions }, { user }) => {
      for (const order of sessionOrders) await sessions.pageLive(user.id, { order, after: null, limit }, at);
    }),
    recordUses: writes(({ sessions }, { reader }) =>
      sessions.recordUses([{ sessionId: reader.id, at: now, activeDays: reader.activeDays, country: null }], {
        writtenBy: now,
        idle: day,
      }),
    ),
    rotateToken: writes(({ sessions }, account) => sessions.rotateToken(rotation(account))),
    bind: writes(({ sessions }, { user, alerted }) =>
      sessions.bind({ userId: user.id, sessionId: alerted.id, key: 'key', cutoff: at }),
    ),
    useChallenge: writes(({ sessions }, { user, bound }) =>
      sessions.useChallenge({ userId: user.id, sessionId: bound.id, at: now, cutoff: at }),
    ),
    end: writes(({ sessions }, account) => sessions.end(account.alerted.id, by(account))),
    endMany: writes(({ sessions }, account) => sessions.endMany([account.alerted.id, account.program.id], by(account))),
    endAll: writes(({ sessions }, account) => sessions.endAll({ ...by(account), keepId: account.reader.id })),
    setIdleLimit: writes(({ sessions }, { user, reader }) =>
      sessions.setIdleLimit({ userId: user.id, limit: day, cutoff: at, actorId: reader.id }),
    ),
  },
  users: {
    create: writes(({ users }) =>
      users.create({ email: 'new@example.net', passwordHash, createdAt: now, language: 'en' }),
    ),
    findByEmail: reads(({ users }, { user }) => users.findByEmail(user.email)),
    findById: reads(({ users }, { user }) => users.findById(user.id)),
    replaceHash: writes(({ users }, { user }) => users.replaceHash(user.id, passwordHash, 'another hash')),
    setLanguage: writes(({ users }, { user, reader }) =>
      users.setLanguage({ userId: user.id, deviceId: reader.deviceId, language: 'de', at: now }),
    ),
    changePassword: writes(({ users }, account) => users.changePassword('new', rotation(account), now)),
    disable: writes(({ users }, { user }) => users.disable(user.id, at)),
    enable: writes(async ({ users }, { user }) => {
      await users.disable(user.id, at);
      await users.enable(user.id);
    }),
    delete: writes(({ users }, { user }) => users.delete(user.id, at)),
  },
  accounts: {
    requestRecovery: writes(({ accounts }, { user }) =>
      accounts.requestRecovery({ email: user.email, requestedAt: now, ...from }),
    ),
    issueRecoveryLink: writes(({ accounts }, { user }) => accounts.issueRecoveryLink(user.email, newLink(), now)),
    requestVerification: writes(({ accounts }, { user }) => accounts.requestVerification(user.id, now, now)),
    isVerified: reads(({ accounts }, { user }) => accounts.isVerified(user.id)),
    findByLink: writes(async (stores, account) =>
      stores.accounts.findByLink('recovery', await linkOf(stores, account, 'recovery')),
    ),
    resetPassword: writes(async (stores, account) =>
      stores.accounts.resetPassword(account.user.id, {
        ...(await linkOf(stores, account, 'recovery')),
        passwordHash: 'new',
        cutoff: at,
        noticeDueAt: now,
      }),
    ),
    verify: writes(async (stores, account) =>
      stores.accounts.verify(account.user.id, await linkOf(stores, account, 'verification')),
    ),
    disown: writes(async (stores, account) =>
      stores.accounts.disown(account.user.id, await linkOf(stores, account, 'verification'), at),
    ),
  },
  subjects: {
    findBySubject: reads(({ subjects }) => subjects.findBySubject('user-7')),
    provision: writes(({ subjects }) => subjects.provision({ subject: 'user-7', email: 'ada@example.org' }, now)),
  },
  serviceKeys: {
    create: writes(({ serviceKeys }) => serviceKeys.create(serviceKeyOf('create'), limit)),
    find: reads(({ serviceKeys }) => serviceKeys.find(serviceKeyOf('find').keyHash)),
    list: reads(({ serviceKeys }) => serviceKeys.list()),
    markUsed: writes(async ({ serviceKeys }) =>
      serviceKeys.markUsed((await serviceKeys.create(serviceKeyOf('use'), limit)) ?? 0, now, now),
    ),
    revoke: writes(async ({ serviceKeys }) =>
      serviceKeys.revoke((await serviceKeys.create(serviceKeyOf('revoke'), limit)) ?? 0, now),
    ),
  },
  devices: {
    rename: writes(({ devices }, { user, reader }) =>
      devices.rename({
        userId: user.id,
        deviceId: reader.deviceId,
        label: 'Desk',
        at: now,
        actorSessionId: reader.id,
      }),
    ),
  },
  events: {
    append: writes(({ events }, { user }) =>
      events.append({ userId: user.id, kind: 'sign_in_failed', at: now, sessionId: null, deviceId: null, ...from }),
    ),
    list: reads(({ events }, { user }) => events.list(user.id, { before: null, limit })),
    findActor: reads(({ events }, { user, reader }) =>
      events.findActor({ id: reader.id, userId: user.id, endedAt: now }),
    ),
  },
  alerts: {
    listOpen: reads(({ alerts }, { user, reader }) =>
      alerts.listOpen({ userId: user.id, deviceId: reader.deviceId }, start, at),
    ),
    findByLink: reads(({ alerts }) => alerts.findByLink(newLink(), start, at)),
    ownerOfLink: reads(({ alerts }) => alerts.ownerOfLink(newLink())),
    answer: writes((stores, account) => answer(stores, account, 'denied')),
  },
  rateLimits: {
    take: writes(({ rateLimits }) => rateLimits.take('key', rate, now)),
    takeFirstAvailable: writes(({ rateLimits }) => rateLimits.takeFirstAvailable([[bucket]], now)),
    refund: writes(async ({ rateLimits }) => {
      await rateLimits.take('other', rate, now);
      await rateLimits.refund({ reset: [bucket], refund: [] });
    }),
    reset: writes(async ({ rateLimits }) => {
      await rateLimits.take('other', rate, now);
      await rateLimits.reset('key');
    }),
  },
  attempts: {
    begin: writes(({ attempts }, { user, browser }) =>
      attempts.begin(
        { email: user.email, deviceTokenHash: browser, now },
        { knownBrowser: [bucket], unknownBrowser: [[bucket]] },
      ),
    ),
  },
  housekeeping: {
    endExpired: writes(({ housekeeping }) => housekeeping.endExpired(at, limit)),
    purgeSessions: writes(({ housekeeping }) => housekeeping.purgeSessions(end, limit)),
    purgeDevices: writes(async ({ housekeeping }) => {
      await housekeeping.purgeSessions(end, limit);
      await housekeeping.purgeDevices(end, limit);
    }),
    purgeEvents: writes(async ({ housekeeping, feed }) => {
      await feed.publish(now, limit);
      await housekeeping.purgeEvents(end, limit);
    }),
    purgeDeliveries: writes(async (stores) => {
      await claimed(stores);
      await stores.housekeeping.purgeDeliveries(end, limit);
    }),
    vacuum: reads(({ housekeeping }) => housekeeping.vacuum()),
    countBacklog: reads(({ housekeeping }) =>
      housekeeping.countBacklog({ cutoff: at, endedBy: now, eventsBy: now, addressesBy: now }),
    ),
    releaseDeferred: reads(({ housekeeping }) => housekeeping.releaseDeferred()),
    purgeAlerts: writes(({ housekeeping }) => housekeeping.purgeAlerts(end, limit)),
    wipeAddresses: writes(({ housekeeping }) => housekeeping.wipeAddresses(end, limit)),
    wipeRemovedUsers: writes(async ({ housekeeping, users }, account) => {
      await users.delete(account.user.id, at);
      await housekeeping.wipeRemovedUsers(limit);
    }),
    purgeRateLimits: writes(async ({ housekeeping, rateLimits }) => {
      await rateLimits.take('key', rate, now);
      await rateLimits.take('other', rate, end);
      await housekeeping.purgeRateLimits(later(2 * day), limit);
    }),
  },
  feed: {
    publish: writes(({ feed }) => feed.publish(now, limit)),
    read: writes(async ({ feed }) => {
      await feed.publish(now, limit);
      await feed.read(0, limit);
    }),
    lastPosition: reads(({ feed }) => feed.lastPosition()),
  },
  endpoints: {
    create: writes(newEndpoint),
    list: reads(({ endpoints }) => endpoints.list()),
    active: reads(({ endpoints }) => endpoints.active(now)),
    move: writes(async (stores) => stores.endpoints.move(await newEndpoint(stores), 'https://example.net/', now)),
    rotate: writes(async (stores) => stores.endpoints.rotate(await newEndpoint(stores), 'whsec_Ng==', now)),
    resume: writes(async (stores) => stores.endpoints.resume(await newEndpoint(stores), now)),
    remove: writes(async (stores) => {
      const { endpointId } = await claimed(stores);
      await stores.endpoints.remove(endpointId);
    }),
  },
  deliveries: {
    claim: writes(claimed),
    settle: writes(async (stores) => {
      const { endpointId, deliveries } = await claimed(stores);
      await stores.deliveries.settle(
        endpointId,
        deliveries.map((one) => ({ ...one, status: 200 })),
        now,
      );
    }),
    fail: writes(async (stores) => {
      const { endpointId, deliveries } = await claimed(stores);
      const attempt = { isDelivered: false, status: 500, error: 'status' };
      const retry = { now, dueAt: end, endpointRetryAt: null, pauses: false, sentTo: 'https://example.org/' };
      for (const one of deliveries) await stores.deliveries.fail(endpointId, one, attempt, retry);
    }),
    log: writes(async (stores) => {
      const { endpointId } = await claimed(stores);
      await stores.deliveries.log(endpointId, { before: null, limit });
    }),
    resend: writes(async (stores) => {
      const { endpointId, deliveries } = await claimed(stores);
      await stores.deliveries.settle(
        endpointId,
        deliveries.map((one) => ({ ...one, status: 200 })),
        now,
      );
      await stores.deliveries.resend(deliveries[0]?.id ?? 0, now);
    }),
  },
  userImport: {
    createMissing: writes(({ userImport }) => userImport.createMissing([imported])),
    countExisting: reads(({ userImport }) => userImport.countExisting([imported])),
  },
  signingKeys: {
    list: reads(({ signingKeys }) => signingKeys.list()),
    add: writes(async ({ signingKeys }) => {
      const key = { privateKey: '', createdAt: now };
      await signingKeys.add({ ...key, id: 'one' }, { isFirst: false, most: 1 });
      await signingKeys.add({ ...key, id: 'two' }, { isFirst: true, most: 1 });
    }),
  },
  administration: {
    listAccounts: reads(({ administration }) => administration.listAccounts({ text: '', after: 0, limit }, at)),
    countLive: reads(({ administration }) => administration.countLive()),
    recentAddresses: reads(({ administration }) => administration.recentAddresses(limit)),
    endEvery: writes(({ administration }) => administration.endEvery(at, limit)),
  },
  outbox: {
    acceptRecoveryRequests: writes(async ({ accounts, outbox }, { user }) => {
      await accounts.requestRecovery({ email: user.email, requestedAt: now, ...from });
      await outbox.acceptRecoveryRequests(limit);
    }),
    hasDue: reads(({ outbox }) => outbox.hasDue('new_device', end)),
    take: writes(async ({ outbox }) => {
      await outbox.take('verification', newLink(), now);
      await outbox.take('new_device', newLink(), end);
    }),
    settle: writes(async ({ outbox }) => {
      for (const kind of ['verification', 'new_device'] as const) {
        const link = newLink();
        await outbox.take(kind, link, end);
        await outbox.settle(kind, link, now);
      }
    }),
  },
  pageFiles: {
    keep: writes(({ pageFiles }) => pageFiles.keep([file], now)),
    names: reads(({ pageFiles }) => pageFiles.names()),
    find: reads(({ pageFiles }) => pageFiles.find('page.js')),
    purge: writes(async ({ pageFiles }) => {
      await pageFiles.keep([file, { ...file, name: 'new.js' }], now);
      await pageFiles.keep([file], later(-day));
      await pageFiles.purge(start);
    }),
  },
};

/** A sign-in that counts in buckets, the way that it begins with a new browser. */
export const beginCounted = ({ sessions }: AllStores, { user }: FilledAccount, burst: number) =>
  sessions.begin(sessionOf(user, { deviceTokenHash: newDevice(), createdAt: now }), { perUser: 100, cutoff: at }, [
    { ...bucket, burst },
  ]);
