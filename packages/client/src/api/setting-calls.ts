import type { LatchkeyClient } from '../latchkey-client.ts';
import type { ClientParts } from './client-parts.ts';

/** The settings of the account, and the calls of the pages that mails link to. */
export function settingCalls({ api, live, stepUp }: ClientParts): Pick<LatchkeyClient, 'settings' | 'links'> {
  return {
    settings: {
      idleLimits: () => api.call(({ user }) => user.idleLimits.query()),
      async setIdleLimit(limit, handling) {
        const { ended } = await stepUp.around(
          'continue',
          () => api.call(({ user }) => user.setIdleLimit.mutate({ limit })),
          handling,
        );
        if (ended > 0 && live.current.isLoaded) void live.refresh();
        return ended;
      },
      setLanguage: (language) => api.call(({ user }) => user.setLanguage.mutate({ language })),
      isEmailVerified: async () => (await api.call(({ verification }) => verification.status.query())).isVerified,
      sendVerification: () => api.call(({ verification }) => verification.request.mutate()),
    },
    links: {
      requestRecovery: (email) => api.call(({ recovery }) => recovery.request.mutate({ email })),
      readRecovery: async (link) => (await api.call(({ recovery }) => recovery.readByLink.mutate({ link }))).email,
      async recover(link, newPassword) {
        await api.call(({ recovery }) => recovery.setPassword.mutate({ link, newPassword }));
      },
      readVerification: (link, purpose) =>
        api.call(({ verification }) => verification.readByLink.mutate({ link, purpose })),
      verify: (link) => api.call(({ verification }) => verification.confirm.mutate({ link })),
      disown: (link) => api.call(({ verification }) => verification.disown.mutate({ link })),
      readAlerts: (link) => api.call(({ alert }) => alert.readByLink.mutate({ link })),
      answerAlerts: (link, ids, answer) =>
        api.call(({ alert }) => alert.answerByLink.mutate({ link, ids: [...ids], answer })),
    },
  };
}
