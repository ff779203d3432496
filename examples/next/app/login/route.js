import { sessionHeaders } from '@latchkey/node';
import { hashSync, verify } from '@node-rs/bcrypt';
import { latchkey } from '../../latchkey.js';

// The application's own user, whom it has without Latchkey too.
const ada = { id: '0f7b1c52-6f0e-4a57-9b53-1f1d3d5c8a01', passwordHash: hashSync('swordfish', 10) };

const form = (title, status) =>
  new Response(
    `<!doctype html><html lang="en"><title>Invoices</title><h1>${title}</h1><form method="post"><label>E-mail <input name="email">
    </label><label>Password <input name="password" type="password"></label><button>Continue</button></form>`,
    { status, headers: { 'content-type': 'text/html; charset=utf-8' } },
  );

export const GET = () => form('Welcome', 200);

export async function POST(request) {
  const { email, password } = Object.fromEntries(await request.formData());
  const isAda = email === 'ada@example.com' && (await verify(String(password), ada.passwordHash));
  if (!isAda) return form('That was not right', 401);
  const issued = await latchkey.sessions.begin(request, { subject: ada.id, email, methods: ['pwd'] });
  return new Response(null, { status: 303, headers: [...sessionHeaders(issued), ['location', '/']] });
}
