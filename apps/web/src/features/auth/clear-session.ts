import type { QueryClient } from '@tanstack/react-query';
import type { SessionEnd } from '../../api/api-error.ts';
import { authQuery, signedOut } from '../../api/auth.ts';
import { answerStepUp } from '../../api/step-up.ts';
import { closeEndDialog } from '../sessions/end-session/end-request.ts';
import { dismissToasts } from '../../ui/toasts.tsx';

/** Removes all cached data of the session and stores why it ended. The screens then show the sign-in form. */
export function clearSession(queries: QueryClient, end: SessionEnd | null, isDeviceNotProved = false) {
  const auth = signedOut(queries, end, isDeviceNotProved);
  // A toast may name a device of the former user.
  dismissToasts();
  answerStepUp(false);
  closeEndDialog();
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== authQuery.queryKey[0] });
  queries.setQueryData(authQuery.queryKey, auth);
}
