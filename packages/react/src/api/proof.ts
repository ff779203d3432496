import { authQuery, type Auth } from './auth.ts';
import { latchkey } from './latchkey.ts';
import { queries } from './queries.ts';
import { serverNow } from './server-clock.ts';

/** For what the server asks for the password unless it was given a short time ago. */
type Purpose = 'endsSessionsUntil' | 'changesPasswordUntil';

/** The server's `proofLasts` (step-up.ts), in milliseconds. Only a hint: the server decides at each request. */
const proofLasts = 5 * 60_000;

/** Whether the server would accept the request without the password, as far as the page knows. */
export function hasProof(purpose: Purpose, auth: Auth | undefined = queries.getQueryData(authQuery.queryKey)): boolean {
  const until = auth?.user?.proof[purpose] ?? null;
  return until !== null && Date.parse(until) > serverNow().getTime();
}

/** Steps up. Throws the error of a wrong password, or of too many attempts. */
export async function prove(password: string) {
  await latchkey().stepUp(password);
  const until = new Date(serverNow().getTime() + proofLasts).toISOString();
  const proof = { endsSessionsUntil: until, changesPasswordUntil: until };
  queries.setQueryData(authQuery.queryKey, (auth) => (auth?.user ? { user: { ...auth.user, proof } } : auth));
}
