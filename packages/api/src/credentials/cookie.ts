import type { IncomingHttpHeaders } from 'node:http';
import { boundCookieMaxAge } from '@latchkey/sessions/tokens/device-binding';
import type { DeviceToken } from '@latchkey/sessions/tokens/device-token';
import type { IssuedSession } from '@latchkey/sessions/sessions/session-service';
import { type SerializeOptions, parseCookie, stringifySetCookie } from 'cookie';
import { basePathOf } from '../http/base-path.ts';
import { type CookieScope, hostScope, isHostScope, otherScopes } from './cookie-scope.ts';

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
  /**
   * Sets the session token, until the session's absolute expiry or until the browser closes, as the user chose. `headers`: of the
   * browser's request, whose cookies of other scopes are cleared.
   */
  session(issued: IssuedSession, headers: IncomingHttpHeaders): readonly string[];
  /** Sets the device token, which identifies the browser at its next sign-in. It authenticates nothing. */
  device(token: DeviceToken, headers: IncomingHttpHeaders): readonly string[];
  /** Clears the cookie that `sessionIn` read the token of a request from, and those of other scopes. */
  clearSession(headers: IncomingHttpHeaders): readonly string[];
}

export interface BoundCookies {
  readonly name: string;
  /** Its attributes without its lifetime, by which the browser finds the cookie that it has to refresh. */
  readonly attributes: string;
  /** Below which the browser registers and refreshes. */
  readonly basePath: string;
  /** The value in a request, or null. */
  valueIn(headers: IncomingHttpHeaders): string | null;
  set(value: string): string;
  clear(): string;
}

/**
 * The cookies of the instances that browsers reach at one address.
 *
 * Over HTTPS the names start with `__Host-`, which makes browsers insist on Secure, Path=/ and no Domain, so that no
 * other host can set them (RFC 6265bis, 4.1.3.2). In another scope they start with `__Secure-`, which asks for Secure alone.
 * Over plain HTTP, meant for localhost, browsers reject both prefixes.
 *
 * Browsers send the cookies of a host to all of its ports (RFC 6265, 8.5). So the names end with the port where that is not
 * a default one: two instances on one host would otherwise replace each other's sessions.
 */
export function cookies(
  publicUrl: Pick<URL, 'protocol' | 'hostname' | 'port' | 'pathname'>,
  scope: CookieScope = hostScope,
): Cookies {
  const { protocol, port } = publicUrl;
  const secure = protocol === 'https:';
  const isDefault = port === '' || (!secure && defaultPorts.has(port));
  const suffix = isDefault ? '' : `-${port}`;
  const names = namesOf(secure ? (isHostScope(scope) ? '__Host-' : '__Secure-') : '');
  const [sessionCookie, deviceCookie] = [names.session + suffix, names.device + suffix];
  /**
   * Former versions set the names without the port. They are read until the browser signs in again, which sets a device cookie
   * with the port. From then on the names without a port belong to another instance on this host.
   */
  const either = (headers: IncomingHttpHeaders, former: string) => {
    const own = cookieNamed(headers, former + suffix);
    return own ?? (cookieNamed(headers, deviceCookie) === null ? cookieNamed(headers, former) : null);
  };
  const attributes = { httpOnly: true, sameSite: 'lax', secure, ...attributesOf(scope) } as const;
  const hostDevice = isHostScope(scope) ? null : namesOf(secure ? '__Host-' : '').device + suffix;
  const clearOthers = clearingOf(publicUrl, scope, attributes);
  return {
    sessionName: sessionCookie,
    sessionIn: (headers) => either(headers, names.session),
    // Of a host-only cookie from before the setting, so that the next sign-in raises no alert about a new device.
    deviceIn: (headers) => either(headers, names.device) ?? (hostDevice && cookieNamed(headers, hostDevice)),
    session: ({ session, token }, headers) => [
      ...clearOthers(headers, sessionCookie),
      stringifySetCookie(sessionCookie, token, {
        ...attributes,
        ...(session.rememberMe ? { expires: session.absoluteExpiresAt } : {}),
      }),
    ],
    device: (token, headers) => [
      ...clearOthers(headers, deviceCookie),
      stringifySetCookie(deviceCookie, token, { ...attributes, maxAge: longest }),
    ],
    clearSession(headers) {
      const name = cookieNamed(headers, sessionCookie) === null ? names.session : sessionCookie;
      return [...clearOthers(headers, name), stringifySetCookie(name, '', { ...attributes, maxAge: 0 })];
    },
    bound: secure
      ? {
          ...boundCookie(names.bound + suffix, attributes),
          basePath: basePathOf(publicUrl),
          valueIn: (headers) => either(headers, names.bound),
        }
      : null,
  };
}

const namesOf = (prefix: string) => ({
  session: `${prefix}latchkey`,
  device: `${prefix}latchkey-device`,
  bound: `${prefix}latchkey-bound`,
});

const attributesOf = ({ path, domain }: CookieScope): SerializeOptions => ({
  path,
  ...(domain === null ? {} : { domain }),
});

/**
 * Returns a function that clears what the browser has of a cookie in other scopes than the one of the settings. Otherwise the
 * browser would send the former cookie first, and neither a sign-in nor a logout would take effect. A request does not say in
 * which scope a cookie was set, so all possible ones are cleared. Empty in the default scope: `__Host-` has no other.
 */
function clearingOf(
  publicUrl: Pick<URL, 'hostname' | 'pathname'>,
  own: CookieScope,
  attributes: SerializeOptions,
): (headers: IncomingHttpHeaders, name: string) => readonly string[] {
  if (isHostScope(own)) return () => [];
  const others = otherScopes(publicUrl, own);
  const clear = (name: string, scope: CookieScope) => {
    const { domain: _domain, ...rest } = attributes;
    return stringifySetCookie(name, '', { ...rest, ...attributesOf(scope), maxAge: 0 });
  };
  return (headers, name) => {
    const hostName = name.replace('__Secure-', '__Host-');
    return [
      ...(hostName === name || cookieNamed(headers, hostName) === null ? [] : [clear(hostName, hostScope)]),
      ...(cookieNamed(headers, name) === null ? [] : others.map((scope) => clear(name, scope))),
    ];
  };
}

function boundCookie(name: string, attributes: SerializeOptions) {
  const line = (value: string, maxAge?: number) =>
    stringifySetCookie(name, value, { ...attributes, ...(maxAge === undefined ? {} : { maxAge }) });
  return {
    name,
    attributes: line('').slice(`${name}=; `.length),
    set: (value: string) => line(value, boundCookieMaxAge),
    clear: () => line('', 0),
  };
}

/** The value of a cookie of a request, or null. */
export function cookieNamed({ cookie }: IncomingHttpHeaders, name: string): string | null {
  return cookie === undefined ? null : parseCookie(cookie)[name] || null;
}
