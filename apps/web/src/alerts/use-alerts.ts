import { trpc } from '../api/trpc.ts';
import type { SignInAlert } from './sign-in-alert.ts';

const interval = 15_000;
const none: readonly SignInAlert[] = [];

/** What is to be asked on this device. `useWatch` asks anew when a session appears; what another device answers goes soon. */
export function useAlerts(): readonly SignInAlert[] {
  const { data } = trpc.alert.list.useQuery(undefined, {
    refetchInterval: ({ state }) => ((state.data?.alerts.length ?? 0) > 0 ? interval : false),
    refetchOnWindowFocus: 'always',
  });
  return data?.alerts ?? none;
}
