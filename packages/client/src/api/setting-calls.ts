import type { LatchkeyClient } from '../latchkey-client.ts';
import type { ClientParts } from './client-parts.ts';

/** The settings of the account. */
export function settingCalls({ api, live, stepUp }: ClientParts): Pick<LatchkeyClient, 'settings'> {
  return {
    settings: {
      idleLimits: () => api.call(({ user }) => user.idleLimits.query()),
      async setIdleLimit(limit, handling) {
        const { ended } = await stepUp.around(
          'continue',
          () => api.call(({ user }) => user.setIdleLimit.mutate({ limit })),
          handling,
        );
        if (live.current.isLoaded) void live.refresh();
        return ended;
      },
      setLanguage: (language) => api.call(({ user }) => user.setLanguage.mutate({ language })),
      isEmailVerified: async () => (await api.call(({ verification }) => verification.status.query())).isVerified,
      sendVerification: () => api.call(({ verification }) => verification.request.mutate()),
    },
  };
}
