import type { IncomingHttpHeaders } from 'node:http';
import { boundCookieLasts } from '@latchkey/sessions/device-binding';
import type { DeviceToken } from '@latchkey/sessions/device-token';
import type { IssuedSession } from '@latchkey/sessions/session-service';
import { type SerializeOptions, parseCookie, stringifySetCookie } from 'cookie';

/** The longest that browsers keep a cookie (RFC 6265bis, 5.5), in seconds. */
const longest = 400 * 24 * 60 * 60;

/** Ports of plain HTTP that need no name of their own: the one without a setting, and 0, which lets the system choose. */
const defaultPorts = new Set(['0', '3000']);

/** The cookies of a browser, as `Set-Cookie` lines. No script can read any. */
export interface Cookies {
  readonly sessionName: string;
  readonly deviceName: string;
  /** The session's token that a request carries, or null. */
  sessionIn(headers: IncomingHttpHeaders): string | null;
  /** What a browser is known again by, or null. */
  deviceIn(headers: IncomingHttpHeaders): string | null;
  /** What shows that a session's device has proved its key. Null over plain HTTP, where no browser binds a session. */
  readonly bound: BoundCookies | null;
  /** The session's token, kept until its last possible moment, or until the browser closes, as the person chose. */
  session(issued: IssuedSession): string;
  /** What the browser is known again by at its next sign-in. It outlives sessions, and opens nothing. */
  device(token: DeviceToken): string;
  /** Clears the cookie that `sessionIn` read the token of a request from: only for a token that was ours. */
  clearSession(headers: IncomingHttpHeaders): string;
}

export interface BoundCookies {
  readonly name: string;
  /** Without its lifetime: the attributes by which a browser knows the cookie that it has to keep fresh. */
  readonly attributes: string;
  /** The value that a request carries, or null. */
  valueIn(headers: IncomingHttpHeaders): string | null;
  set(value: string): string;
  clear(): string;
}

/**
 * The cookies of the instances that browsers reach at one address.
 *
 * Over HTTPS the names start with `__Host-`, which makes browsers insist on Secure, Path=/ and no Domain, so that no
 * other host can plant them (RFC 6265bis, 4.1.3.2). Over plain HTTP, meant for localhost, browsers would refuse that name.
 *
 * Browsers send the cookies of a host to every port of it (RFC 6265, 8.5). So the names end with the port where it is
 * not a default one: two Latchkeys on one host would otherwise replace each other's sessions.
 */
export function cookies({ protocol, port }: Pick<URL, 'protocol' | 'port'>): Cookies {
  const secure = protocol === 'https:';
  const prefix = secure ? '__Host-' : '';
  const isDefault = port === '' || (!secure && defaultPorts.has(port));
  const suffix = isDefault ? '' : `-${port}`;
  const names = { session: `${prefix}latchkey`, device: `${prefix}latchkey-device`, bound: `${prefix}latchkey-bound` };
  const [sessionName, deviceName] = [names.session + suffix, names.device + suffix];
  /**
   * No name had a port at first. A browser that has not signed in here since shows the former cookie, which is read. Its next
   * sign-in sets a device cookie with the port: from then on the former names belong to another instance on this host.
   */
  const either = (headers: IncomingHttpHeaders, former: string) => {
    const own = cookieNamed(headers, former + suffix);
    return own ?? (cookieNamed(headers, deviceName) === null ? cookieNamed(headers, former) : null);
  };
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
  return {
    sessionName,
    deviceName,
    sessionIn: (headers) => either(headers, names.session),
    deviceIn: (headers) => either(headers, names.device),
    session: ({ session, token }) =>
      stringifySetCookie(sessionName, token, {
        ...attributes,
        ...(session.staysSignedIn ? { expires: session.expiresAt } : {}),
      }),
    device: (token) => stringifySetCookie(deviceName, token, { ...attributes, maxAge: longest }),
    clearSession(headers) {
      const name = cookieNamed(headers, sessionName) === null ? names.session : sessionName;
      return stringifySetCookie(name, '', { ...attributes, maxAge: 0 });
    },
    bound: secure ? boundCookies(names.bound + suffix, attributes, (headers) => either(headers, names.bound)) : null,
  };
}

function boundCookies(name: string, attributes: SerializeOptions, valueIn: BoundCookies['valueIn']): BoundCookies {
  const line = (value: string, maxAge?: number) =>
    stringifySetCookie(name, value, { ...attributes, ...(maxAge === undefined ? {} : { maxAge }) });
  return {
    name,
    valueIn,
    attributes: line('').slice(`${name}=; `.length),
    set: (value) => line(value, boundCookieLasts),
    clear: () => line('', 0),
  };
}

/** A cookie that a request carries, or null. */
export function cookieNamed({ cookie }: IncomingHttpHeaders, name: string): string | null {
  return cookie === undefined ? null : parseCookie(cookie)[name] || null;
}
