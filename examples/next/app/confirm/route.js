import { latchkey, seeOther } from '../../latchkey.js';
import { provedUser, signIn } from '../../users.js';

// STEP_UP_URL: the page of devices leads here before one device ends others.
export const GET = () => signIn('Confirm it’s you');

export async function POST(request) {
  const [user, session] = [await provedUser(request), await latchkey.authenticate(request)];
  if (!session || user?.id !== session.subject) return signIn('That was not you', 403);
  const proof = { subject: user.id, methods: ['pwd'], request: request.nextUrl.searchParams.get('request') };
  return seeOther('/account/sessions', await latchkey.sessions.confirm(request, proof));
}
