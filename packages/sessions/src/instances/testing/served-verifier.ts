import type { Authenticator } from '../../tokens/authenticator.ts';
import type { SessionTokenHash } from '../../tokens/session-token.ts';
import type { Verifier } from '../verifier.ts';
import type { Verifiers } from '../verifiers.ts';

/** The messages of a verifier, as far as a simulated one sends them. */
type Message =
  | { readonly type: 'renew'; readonly request: number }
  | { readonly type: 'done'; readonly number: number }
  | { readonly type: 'ask'; readonly request: number; readonly token: string }
  | { readonly type: 'check'; readonly request: number; readonly hashes: readonly SessionTokenHash[] }
  | { readonly type: 'uses' };

/** Long enough that no session expires, in milliseconds. */
const lifetime = { absolute: 1e9, idle: 1e9 };

/** Serves a verifier as `verifier-conversation.ts` of packages/api does, which this package cannot import. */
export function serveVerifier(verifiers: Verifiers, authenticator: Authenticator, send: (text: string) => void) {
  const tell = (message: object) => send(JSON.stringify(message));
  tell({ type: 'welcome', cookie: 'latchkey' });
  const verifier = verifiers.connect(tell);
  return {
    receive(text: string): void {
      const message: Message = JSON.parse(text);
      // Where the database cannot be reached there is no answer.
      serve(message, verifier, authenticator, tell).catch(() => {});
    },
    end: () => verifier.disconnect(),
  };
}

async function serve(
  message: Message,
  verifier: Verifier,
  authenticator: Authenticator,
  tell: (message: object) => void,
): Promise<void> {
  if (message.type === 'renew') verifier.renew(message.request);
  if (message.type === 'done') verifier.acknowledge(message.number);
  if (message.type === 'check') {
    tell({ type: 'checked', request: message.request, users: await authenticator.usersOf(message.hashes) });
  }
  if (message.type !== 'ask') return;
  const { request } = message;
  const result = await authenticator.authenticate(message.token);
  if (!result.ok) return tell({ type: 'session', request, session: { active: false } });
  const { user, session: found, tokenHash } = result.value;
  const times = { auth_time: 0, iat: 0, exp: 0 };
  const session = { active: true, sub: 'ada', sid: String(found.id), amr: ['pwd'], ...times, bound: false };
  tell({ type: 'session', request, session, hash: tokenHash, user: user.id, lifetime });
}
