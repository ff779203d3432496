import { requireSession } from '@latchkey/node/next';
import { latchkey } from './latchkey.js';

// Every page but the sign-in needs a session. It is checked at each request, so that one that has ended is refused at the next.
const redirectTo = (path) => `/account/signin?next=${encodeURIComponent(path)}`;
export const proxy = requireSession(latchkey, { redirectTo });
export const config = { matcher: ['/((?!login|logout|_next/).*)'] };
