import { useQueryClient } from '@tanstack/react-query';
import { authQuery, type Auth } from './auth.ts';
import { serverNow } from './server-clock.ts';
import { api } from './trpc.ts';

/** For what the server asks for the password unless it was given a short time ago. */
type Purpose = 'endsSessionsUntil' | 'changesPasswordUntil';

/** The server's `proofLasts` (step-up.ts), in milliseconds. Only a hint: the server decides at each request. */
const proofLasts = 5 * 60_000;

/** Whether the server would accept the request without the password, as far as the page knows. */
function hasProof(auth: Auth | undefined, purpose: Purpose): boolean {
  const until = auth?.user?.proof[purpose] ?? null;
  return until !== null && Date.parse(until) > serverNow().getTime();
}

/** Functions that check the password, and that read whether it has to be asked for. */
export function useProof() {
  const queries = useQueryClient();
  const { queryKey } = authQuery;
  return {
    has: (purpose: Purpose) => hasProof(queries.getQueryData(queryKey), purpose),
    /** Steps up. Throws the error of a wrong password, or of too many attempts. */
    prove: async (password: string) => {
      await api.auth.stepUp.mutate({ password });
      const until = new Date(serverNow().getTime() + proofLasts).toISOString();
      const proof = { endsSessionsUntil: until, changesPasswordUntil: until };
      queries.setQueryData(queryKey, (auth) => (auth?.user ? { user: { ...auth.user, proof } } : auth));
    },
  };
}
