import type { LatchkeyClient } from '../latchkey-client.ts';
import { endOthers } from '../sessions/session-list.ts';
import { type ClientParts, endIfOver, endSession } from './client-parts.ts';

/** The calls about sessions and their devices. The live list shows at once what they change. */
export function sessionCalls(parts: ClientParts): Pick<LatchkeyClient, 'sessions' | 'devices'> {
  const { api, live, stepUp } = parts;
  return {
    sessions: {
      live,
      list: (request = {}) => api.call(({ session }) => session.page.query(request)),
      async end(id, handling) {
        await stepUp.around('end_session', () => api.call(({ session }) => session.revoke.mutate({ id })), handling);
        live.apply({ updated: [], endedIds: [id] });
      },
      async endMany(ids, handling) {
        const { ended } = await stepUp.around(
          'end_sessions',
          () => api.call(({ session }) => session.revokeMany.mutate({ ids: [...ids] })),
          handling,
        );
        live.apply({ updated: [], endedIds: ended });
        return ended;
      },
      async endOthers(handling) {
        // Sessions that appear before the answer may have begun after the end.
        const others = endOthers(live.current.sessions);
        const { ended } = await stepUp.around(
          'end_other_sessions',
          () => api.call(({ session }) => session.revokeOthers.mutate()),
          handling,
        );
        live.apply(others);
        return ended;
      },
      async endAll(handling) {
        try {
          const { ended } = await stepUp.around(
            'end_sessions',
            () => api.call(({ session }) => session.revokeAll.mutate()),
            handling,
          );
          endSession(parts);
          return ended;
        } catch (error) {
          // The own session is over, but the others are not, so that the call has failed.
          endIfOver(parts, error);
          throw error;
        }
      },
    },
    devices: {
      async rename(deviceId, label) {
        const hideLabel = live.showLabel(deviceId, label);
        try {
          await api.call(({ device }) => device.rename.mutate({ deviceId, label }));
          const updated = live.current.sessions.filter((session) => session.deviceId === deviceId);
          live.apply({ updated: updated.map((session) => ({ ...session, label })), endedIds: [] });
        } finally {
          hideLabel();
        }
      },
    },
  };
}
