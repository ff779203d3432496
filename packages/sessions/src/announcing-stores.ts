import type { AccountStore } from './accounts/account-store.ts';
import type { AdministrationStore } from './administration-store.ts';
import type { Change } from './cluster/change.ts';
import type { DeviceStore } from './device-store.ts';
import type { SessionStore } from './session-store.ts';
import type { SignInAlertStore } from './sign-in-alert-store.ts';
import type { UserStore } from './user-store.ts';

/** Resolves when no instance can act on what was before a change that has just been committed. */
type Announce = (change: Change) => Promise<void>;

interface ChangingStores {
  readonly sessions: SessionStore;
  readonly users: UserStore;
  readonly accounts: AccountStore;
  readonly devices: DeviceStore;
  readonly alerts: SignInAlertStore;
  readonly administration: AdministrationStore;
}

/**
 * The same stores, but whatever changes something about sessions that already exist answers only when every instance
 * knows. The one place for that, so that no service can forget it.
 */
export function announcingStores<Stores extends ChangingStores>(stores: Stores, announce: Announce): Stores {
  const { sessions, users, accounts, devices, alerts, administration } = stores;

  /**
   * Runs a change of one user's sessions, and announces it, also where nothing was left to change: somebody else may have
   * done it a moment ago, whose announcement is still on its way, and "it is over" must be as true from here.
   */
  async function changing<Answer>(userId: number, change: () => Promise<Answer>): Promise<Answer> {
    const answer = await change();
    await announce([userId]);
    return answer;
  }

  return {
    ...stores,
    sessions: {
      findByTokenHash: (tokenHash) => sessions.findByTokenHash(tokenHash),
      findByTokenHashes: (tokenHashes) => sessions.findByTokenHashes(tokenHashes),
      listLive: (userId, liveAt) => sessions.listLive(userId, liveAt),
      pageLive: (userId, page, liveAt) => sessions.pageLive(userId, page, liveAt),
      recordUses: (uses, span) => sessions.recordUses(uses, span),
      // A sign-in may end others.
      async begin(session, limits, buckets) {
        const begun = await sessions.begin(session, limits, buckets);
        // What a full bucket refuses ends nothing.
        if (begun.retryAt === null) await announce([session.userId]);
        return begun;
      },
      renew: (renewal) => changing(renewal.userId, () => sessions.renew(renewal)),
      // From then on the token alone opens nothing.
      bind: (binding) => changing(binding.userId, () => sessions.bind(binding)),
      useChallenge: (use) => sessions.useChallenge(use),
      end: (id, ending) => changing(ending.userId, () => sessions.end(id, ending)),
      endMany: (ids, ending) => changing(ending.userId, () => sessions.endMany(ids, ending)),
      endAll: (ending) => changing(ending.userId, () => sessions.endAll(ending)),
      setIdleLimit: (change) => changing(change.userId, () => sessions.setIdleLimit(change)),
    },
    users: {
      create: (user) => users.create(user),
      findByEmail: (email) => users.findByEmail(email),
      findById: (id) => users.findById(id),
      setLanguage: (change) => users.setLanguage(change),
      changePassword: (hash, renewal, noticeDueAt) =>
        changing(renewal.userId, () => users.changePassword(hash, renewal, noticeDueAt)),
      disable: (id, liveAt) => changing(id, () => users.disable(id, liveAt)),
      enable: (id) => users.enable(id),
      delete: (id, liveAt) => changing(id, () => users.delete(id, liveAt)),
    },
    accounts: {
      requestRecovery: (request) => accounts.requestRecovery(request),
      issueRecoveryLink: (email, linkHash, now) => accounts.issueRecoveryLink(email, linkHash, now),
      requestVerification: (userId, now, dueAt) => accounts.requestVerification(userId, now, dueAt),
      isVerified: (userId) => accounts.isVerified(userId),
      findByLink: (purpose, use) => accounts.findByLink(purpose, use),
      verify: (userId, use) => accounts.verify(userId, use),
      // Both end sessions.
      resetPassword: (userId, reset) => changing(userId, () => accounts.resetPassword(userId, reset)),
      disown: (userId, use, liveAt) => changing(userId, () => accounts.disown(userId, use, liveAt)),
    },
    devices: {
      isKnown: (email, deviceTokenHash) => devices.isKnown(email, deviceTokenHash),
      rename: (rename) => changing(rename.userId, () => devices.rename(rename)),
    },
    alerts: {
      listOpen: (reader, openSince, liveAt) => alerts.listOpen(reader, openSince, liveAt),
      findByLink: (linkHash, openSince, liveAt) => alerts.findByLink(linkHash, openSince, liveAt),
      ownerOfLink: (linkHash) => alerts.ownerOfLink(linkHash),
      // A no ends sessions.
      answer: (answering) => changing(answering.userId, () => alerts.answer(answering)),
    },
    administration: {
      listAccounts: (page, liveAt) => administration.listAccounts(page, liveAt),
      countDue: (by) => administration.countDue(by),
      countLive: () => administration.countLive(),
      recentAddresses: (limit) => administration.recentAddresses(limit),
      // Also where nothing was left to end, for the reason that `changing` gives.
      async endEvery(liveAt, limit) {
        const batch = await administration.endEvery(liveAt, limit);
        await announce('everyone');
        return batch;
      },
    },
  };
}
