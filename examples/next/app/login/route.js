import { latchkey, seeOther } from '../../latchkey.js';
import { provedUser, signIn } from '../../users.js';

export const GET = () => signIn('Welcome');

export async function POST(request) {
  const user = await provedUser(request);
  if (!user) return signIn('That was not right', 401);
  const issued = await latchkey.sessions.begin(request, { subject: user.id, email: user.email, methods: ['pwd'] });
  return seeOther('/', issued);
}
