import { trpc } from '../api/trpc.ts';

const interval = 15_000;

/** What is to be asked on this device. `useWatch` asks anew when a session appears; what another device answers goes soon. */
export function useAlerts() {
  return trpc.alert.list.useQuery(undefined, {
    refetchInterval: ({ state }) => ((state.data?.alerts.length ?? 0) > 0 ? interval : false),
    refetchOnWindowFocus: 'always',
  });
}
