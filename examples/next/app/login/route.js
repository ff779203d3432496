import { sessionHeaders } from '@latchkey/node';
import { latchkey } from '../../latchkey.js';
import { userByPassword } from '../../users.js';

const form = (title, status) =>
  new Response(
    `<!doctype html><html lang="en"><title>Invoices</title><h1>${title}</h1><form method="post"><label>E-mail <input name="email">
    </label><label>Password <input name="password" type="password"></label><button>Continue</button></form>`,
    { status, headers: { 'content-type': 'text/html; charset=utf-8' } },
  );

export const GET = () => form('Welcome', 200);

export async function POST(request) {
  const { email, password } = Object.fromEntries(await request.formData());
  const user = await userByPassword(email, password);
  if (!user) return form('That was not right', 401);
  const issued = await latchkey.sessions.begin(request, { subject: user.id, email, methods: ['pwd'] });
  return new Response(null, { status: 303, headers: [...sessionHeaders(issued), ['location', '/']] });
}
