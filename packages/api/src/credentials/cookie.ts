import type { IncomingHttpHeaders } from 'node:http';
import { boundCookieMaxAge } from '@latchkey/sessions/tokens/device-binding';
import type { DeviceToken } from '@latchkey/sessions/tokens/device-token';
import type { IssuedSession } from '@latchkey/sessions/sessions/session-service';
import { type SerializeOptions, parseCookie, stringifySetCookie } from 'cookie';

/** The longest that browsers keep a cookie (RFC 6265bis, 5.5), in seconds. */
const longest = 400 * 24 * 60 * 60;

/** Ports of plain HTTP without a cookie name of their own: the default one, and 0, which lets the system choose. */
const defaultPorts = new Set(['0', '3000']);

/** Reads the cookies of a browser, and writes them as `Set-Cookie` lines. All are HttpOnly. */
export interface Cookies {
  /** The name of the cookie that `session` sets. */
  readonly sessionName: string;
  /** The session token of a request, or null. */
  sessionIn(headers: IncomingHttpHeaders): string | null;
  /** The device token of a request, or null. */
  deviceIn(headers: IncomingHttpHeaders): string | null;
  /** The cookie that proves the key of a session's device. Null over plain HTTP, where no browser binds a session. */
  readonly bound: BoundCookies | null;
  /** Sets the session token, until the session's absolute expiry or until the browser closes, as the user chose. */
  session(issued: IssuedSession): string;
  /** Sets the device token, which identifies the browser at its next sign-in. It authenticates nothing. */
  device(token: DeviceToken): string;
  /** Clears the cookie that `sessionIn` read the token of a request from. */
  clearSession(headers: IncomingHttpHeaders): string;
}

export interface BoundCookies {
  readonly name: string;
  /** Its attributes without its lifetime, by which the browser finds the cookie that it has to refresh. */
  readonly attributes: string;
  /** The value in a request, or null. */
  valueIn(headers: IncomingHttpHeaders): string | null;
  set(value: string): string;
  clear(): string;
}

/**
 * The cookies of the instances that browsers reach at one address.
 *
 * Over HTTPS the names start with `__Host-`, which makes browsers insist on Secure, Path=/ and no Domain, so that no
 * other host can set them (RFC 6265bis, 4.1.3.2). Over plain HTTP, meant for localhost, browsers reject that prefix.
 *
 * Browsers send the cookies of a host to all of its ports (RFC 6265, 8.5). So the names end with the port where that is not
 * a default one: two instances on one host would otherwise replace each other's sessions.
 */
export function cookies({ protocol, port }: Pick<URL, 'protocol' | 'port'>): Cookies {
  const secure = protocol === 'https:';
  const prefix = secure ? '__Host-' : '';
  const isDefault = port === '' || (!secure && defaultPorts.has(port));
  const suffix = isDefault ? '' : `-${port}`;
  const names = { session: `${prefix}latchkey`, device: `${prefix}latchkey-device`, bound: `${prefix}latchkey-bound` };
  const [sessionCookie, deviceCookie] = [names.session + suffix, names.device + suffix];
  /**
   * Former versions set the names without the port. They are read until the browser signs in again, which sets a device cookie
   * with the port. From then on the names without a port belong to another instance on this host.
   */
  const either = (headers: IncomingHttpHeaders, former: string) => {
    const own = cookieNamed(headers, former + suffix);
    return own ?? (cookieNamed(headers, deviceCookie) === null ? cookieNamed(headers, former) : null);
  };
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
  return {
    sessionName: sessionCookie,
    sessionIn: (headers) => either(headers, names.session),
    deviceIn: (headers) => either(headers, names.device),
    session: ({ session, token }) =>
      stringifySetCookie(sessionCookie, token, {
        ...attributes,
        ...(session.rememberMe ? { expires: session.absoluteExpiresAt } : {}),
      }),
    device: (token) => stringifySetCookie(deviceCookie, token, { ...attributes, maxAge: longest }),
    clearSession(headers) {
      const name = cookieNamed(headers, sessionCookie) === null ? names.session : sessionCookie;
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
    set: (value) => line(value, boundCookieMaxAge),
    clear: () => line('', 0),
  };
}

/** The value of a cookie of a request, or null. */
export function cookieNamed({ cookie }: IncomingHttpHeaders, name: string): string | null {
  return cookie === undefined ? null : parseCookie(cookie)[name] || null;
}
