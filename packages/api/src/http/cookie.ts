import type { StartedSession } from '@latchkey/sessions/session-service';
import { stringifySetCookie } from 'cookie';

/** The cookie that holds a browser's session token, as `Set-Cookie` lines. No script can read it. */
export interface SessionCookie {
  readonly name: string;
  /** Kept until the session's last possible moment, or until the browser closes, as the person chose. */
  set(started: StartedSession): string;
  clear(): string;
}

/**
 * Over HTTPS the name starts with `__Host-`, which makes browsers insist on Secure, Path=/ and no Domain, so that no
 * other host can plant it (RFC 6265bis, 4.1.3.2). Over plain HTTP, meant for localhost, browsers would refuse that name.
 */
export function sessionCookie({ secure }: { secure: boolean }): SessionCookie {
  const name = secure ? '__Host-latchkey' : 'latchkey';
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
  return {
    name,
    set: ({ session, token }) =>
      stringifySetCookie(name, token, {
        ...attributes,
        ...(session.staysSignedIn ? { expires: session.expiresAt } : {}),
      }),
    clear: () => stringifySetCookie(name, '', { ...attributes, maxAge: 0 }),
  };
}
