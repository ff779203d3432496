/** Headers of the Fetch API, or those of Node, whose names are in lower case. */
type RequestHeaders =
  { get(name: string): string | null } | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * A request as a framework has it: a web `Request`, an `IncomingMessage`, a request of Express or Fastify, or an object
 * with headers and the address of the client.
 */
export interface RequestLike {
  readonly headers: RequestHeaders;
  /** The address of the client, as Express and Fastify find it by their setting for proxies. */
  readonly ip?: string | null | undefined;
  readonly socket?: { readonly remoteAddress?: string | undefined } | null | undefined;
}

/** Returns the address of a request's client, or null where it is not known. */
export type ClientIp = (request: RequestLike) => string | null;

export const directClientIp: ClientIp = ({ ip, socket }) => ip ?? socket?.remoteAddress ?? null;

/**
 * The client that the only proxy before the application has seen: the last address of `X-Forwarded-For`. For requests that have no
 * `ip`, such as those of Hono, Next and `node:http`. A client that reaches the application without the proxy could choose it.
 */
export const forwardedFor: ClientIp = (request) =>
  headerOf(request, 'x-forwarded-for')?.split(',').at(-1)?.trim() || directClientIp(request);

/** The address of the client, no longer than Latchkey accepts, or null. */
export const addressOf = (request: RequestLike, clientIp: ClientIp): string | null =>
  clientIp(request)?.slice(0, 100) ?? null;

/** The value of a header, or null. `name`: in lower case. */
export function headerOf({ headers }: Pick<RequestLike, 'headers'>, name: string): string | null {
  if (isFetchHeaders(headers)) return headers.get(name);
  const value = headers[name];
  return value === undefined ? null : typeof value === 'string' ? value : value.join(', ');
}

const isFetchHeaders = (headers: RequestHeaders): headers is { get(name: string): string | null } =>
  typeof headers['get'] === 'function';

/** What proves whose request it is: the token of a program, and the cookies of a browser. */
export interface Credentials {
  readonly token: string | null;
  readonly cookie: string | null;
}

/** Tokens of Latchkey begin with this. Another token in `Authorization` is one of the application itself. */
const bearer = /^bearer +(latchkey_\S{1,200})$/i;

/**
 * The names of all cookies of Latchkey: of the session, the device and its proof. `__Host-` over HTTPS, `__Secure-` with
 * COOKIE_DOMAIN or COOKIE_PATH, and with a port where it is not the default.
 */
const ownCookie = /^(?:__Host-|__Secure-)?latchkey(?:-device|-bound)?(?:-\d{1,5})?$/;

/** The longest Cookie header that Latchkey accepts, in characters. Its own cookies have some 300. */
const longestCookie = 16_384;

/** Reads the credentials of a request. Cookies of the application itself are left out: Latchkey needs none of them. */
export function credentialsOf(request: Pick<RequestLike, 'headers'>): Credentials {
  const [, token = null] = bearer.exec(headerOf(request, 'authorization') ?? '') ?? [];
  const cookie = ownCookiesIn(headerOf(request, 'cookie') ?? '');
  return { token, cookie: cookie === '' ? null : cookie };
}

function ownCookiesIn(header: string): string {
  const own = header.split(';').flatMap((pair) => {
    const name = pair.slice(0, Math.max(0, pair.indexOf('='))).trim();
    return ownCookie.test(name) ? [pair.trim()] : [];
  });
  return own.join('; ').slice(0, longestCookie);
}

/**
 * The session token of a request, or null: what `credentialsOf` would find, without a copy of the headers. `cookieName`: the
 * name of the cookie with the token.
 */
export function sessionTokenOf(request: Pick<RequestLike, 'headers'>, cookieName: string): string | null {
  const authorization = headerOf(request, 'authorization');
  const token = authorization === null ? undefined : bearer.exec(authorization)?.[1];
  if (token !== undefined) return token;
  const cookie = headerOf(request, 'cookie');
  return cookie === null ? null : cookieNamed(cookie, cookieName);
}

/** The value of a cookie in a header, or null. Those of Latchkey are never quoted or encoded. */
function cookieNamed(header: string, name: string): string | null {
  for (let at = header.indexOf(name); at !== -1; at = header.indexOf(name, at + 1)) {
    const equals = at + name.length;
    if (header[equals] !== '=' || !beginsPair(header, at)) continue;
    const end = header.indexOf(';', equals);
    return header.slice(equals + 1, end === -1 ? undefined : end).trim() || null;
  }
  return null;
}

/** Whether only spaces are between this place and the semicolon before it. */
function beginsPair(header: string, at: number): boolean {
  let before = at - 1;
  while (header[before] === ' ') before -= 1;
  return before < 0 || header[before] === ';';
}

/** The headers by which Latchkey describes a device. */
const clientHeaders = [
  'user-agent',
  'accept-language',
  'sec-ch-ua',
  'sec-ch-ua-mobile',
  'sec-ch-ua-platform',
  'sec-ch-ua-platform-version',
  'sec-ch-ua-form-factors',
] as const;

/** The browser or program of a request, for the procedures that begin a session or record an attempt. */
export function clientOf(request: RequestLike, clientIp: ClientIp) {
  const headers = clientHeaders.flatMap((name): [string, string][] => {
    const value = headerOf(request, name);
    return value === null ? [] : [[name, value]];
  });
  const { cookie } = credentialsOf(request);
  return {
    ip: addressOf(request, clientIp),
    headers: Object.fromEntries<string>(cookie === null ? headers : [...headers, ['cookie', cookie]]),
  };
}
