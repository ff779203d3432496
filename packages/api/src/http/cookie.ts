import type { IncomingHttpHeaders } from 'node:http';
import { boundCookieLasts } from '@latchkey/sessions/device-binding';
import type { DeviceToken } from '@latchkey/sessions/device-token';
import type { IssuedSession } from '@latchkey/sessions/session-service';
import { type SerializeOptions, parseCookie, stringifySetCookie } from 'cookie';

/** The longest that browsers keep a cookie (RFC 6265bis, 5.5), in seconds. */
const longest = 400 * 24 * 60 * 60;

/** The cookies of a browser, as `Set-Cookie` lines. No script can read any. */
export interface Cookies {
  readonly sessionName: string;
  readonly deviceName: string;
  /** What shows that a session's device has proved its key. Null over plain HTTP, where no browser binds a session. */
  readonly bound: BoundCookies | null;
  /** The session's token, kept until its last possible moment, or until the browser closes, as the person chose. */
  session(issued: IssuedSession): string;
  /** What the browser is known again by at its next sign-in. It outlives sessions, and opens nothing. */
  device(token: DeviceToken): string;
  clearSession(): string;
}

export interface BoundCookies {
  readonly name: string;
  /** Without its lifetime: the attributes by which a browser knows the cookie that it has to keep fresh. */
  readonly attributes: string;
  set(value: string): string;
  clear(): string;
}

/**
 * Over HTTPS the names start with `__Host-`, which makes browsers insist on Secure, Path=/ and no Domain, so that no
 * other host can plant them (RFC 6265bis, 4.1.3.2). Over plain HTTP, meant for localhost, browsers would refuse that name.
 */
export function cookies({ secure }: { secure: boolean }): Cookies {
  const prefix = secure ? '__Host-' : '';
  const sessionName = `${prefix}latchkey`;
  const deviceName = `${prefix}latchkey-device`;
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
  return {
    sessionName,
    deviceName,
    session: ({ session, token }) =>
      stringifySetCookie(sessionName, token, {
        ...attributes,
        ...(session.staysSignedIn ? { expires: session.expiresAt } : {}),
      }),
    device: (token) => stringifySetCookie(deviceName, token, { ...attributes, maxAge: longest }),
    clearSession: () => stringifySetCookie(sessionName, '', { ...attributes, maxAge: 0 }),
    bound: secure ? boundCookies(`${sessionName}-bound`, attributes) : null,
  };
}

function boundCookies(name: string, attributes: SerializeOptions): BoundCookies {
  const line = (value: string, maxAge?: number) =>
    stringifySetCookie(name, value, { ...attributes, ...(maxAge === undefined ? {} : { maxAge }) });
  return {
    name,
    attributes: line('').slice(`${name}=; `.length),
    set: (value) => line(value, boundCookieLasts),
    clear: () => line('', 0),
  };
}

/** A cookie that a request carries, or null. */
export function cookieNamed({ cookie }: IncomingHttpHeaders, name: string): string | null {
  return cookie === undefined ? null : parseCookie(cookie)[name] || null;
}
