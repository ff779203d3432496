import { sessionHeaders } from '@latchkey/node';
import { latchkey } from '../../latchkey.js';

export async function POST(request) {
  const ended = await latchkey.sessions.logout(request);
  return new Response(null, { status: 303, headers: [...sessionHeaders(ended), ['location', '/login']] });
}
