import type { LatchkeyClient } from '../latchkey-client.ts';
import { endOthers } from '../sessions/session-list.ts';
import { type ClientParts, endIfOver, endSession } from './client-parts.ts';

type AccountCalls = Pick<
  LatchkeyClient,
  | 'signUp'
  | 'signIn'
  | 'logout'
  | 'stepUp'
  | 'requestStepUp'
  | 'changePassword'
  | 'user'
  | 'signInOptions'
  | 'history'
  | 'alerts'
>;

/** The calls about the account of the user. */
export function accountCalls(parts: ClientParts): AccountCalls {
  const { api, keeper, live, stepUp } = parts;
  return {
    async signUp(credentials) {
      await keeper.signUp(api, credentials);
      live.clear();
    },
    async signIn(credentials) {
      await keeper.signIn(api, credentials);
      live.clear();
    },
    async logout() {
      try {
        await api.call(({ session }) => session.logout.mutate());
        endSession(parts);
      } catch (error) {
        // Another device has done it, or time.
        if (!endIfOver(parts, error)) throw error;
      }
    },
    stepUp: (password) => keeper.stepUp(api, password),
    requestStepUp: async (purpose, returnTo = null) =>
      (await api.call(({ auth }) => auth.requestStepUp.mutate({ purpose, returnTo }))).url,
    async changePassword(change, handling) {
      const others = endOthers(live.current.sessions);
      await stepUp.around('continue', () => keeper.changePassword(api, change), handling);
      live.apply(others);
    },
    user: () => api.call(({ user }) => user.current.query()),
    signInOptions: () => api.call(({ auth }) => auth.options.query()),
    history: {
      list: ({ kinds = null, ...request } = {}) =>
        api.call(({ history }) => history.list.query({ ...request, kinds: kinds && [...kinds] })),
    },
    alerts: {
      list: async () => (await api.call(({ alert }) => alert.list.query())).alerts,
      async answer(id, answer, handling) {
        const outcome = await stepUp.around(
          'deny_sign_in',
          () => api.call(({ alert }) => alert.answer.mutate({ id, answer })),
          handling,
        );
        if (live.current.isLoaded) void live.refresh();
        return outcome;
      },
    },
  };
}
