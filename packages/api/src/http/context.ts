import { canonicalIp } from '@latchkey/sessions/geo/ip-address';
import {
  type DeviceToken,
  createDeviceToken,
  hashDeviceToken,
  parseDeviceToken,
} from '@latchkey/sessions/tokens/device-token';
import type { Latchkey } from '@latchkey/sessions/latchkey';
import { userAgentOf } from '@latchkey/sessions/devices/user-agent';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../request-context.ts';
import { registrationOffer } from '../credentials/binding-plugin.ts';
import { type Cookies, cookieNamed } from '../credentials/cookie.ts';
import { bearerToken, credentialsIn } from '../credentials/credentials.ts';
import { languageOf } from './language.ts';

/** The context of a request over tRPC, which also has the token of the browser's device cookie. */
export interface BrowserContext extends RequestContext {
  /** The device token of the request, or a new one. The same at each call. */
  deviceToken(): DeviceToken;
}

/** Makes the context of a request over tRPC: a browser's tokens are in cookies. */
export function browserContext(services: Latchkey, cookies: Cookies, { headers, ip }: FastifyRequest): BrowserContext {
  let device: DeviceToken | undefined;
  const deviceToken = () => (device ??= parseDeviceToken(cookies.deviceIn(headers) ?? '') ?? createDeviceToken());
  return {
    services,
    ...credentialsIn(headers, cookies),
    ip: () => canonicalIp(ip),
    deviceToken,
    client: () => ({
      userAgent: userAgentOf(headers),
      ip: canonicalIp(ip),
      language: languageOf(headers, services.languages),
      deviceTokenHash: hashDeviceToken(deviceToken()),
      canBind: cookies.bound !== null && services.bindings !== null,
    }),
    answer: { tokenChange: null },
  };
}

/** Sets or clears the cookies of a browser, as its procedure changed its token. */
export function setTokenCookies(
  reply: FastifyReply,
  { headers }: FastifyRequest,
  context: BrowserContext,
  cookies: Cookies,
): void {
  const { bound } = cookies;
  const { tokenChange } = context.answer;
  if (tokenChange === null) return;
  if (tokenChange.kind === 'ended') {
    if (cookies.sessionIn(headers) === null) return;
    // No Clear-Site-Data (ASVS 14.3.1): it would clear what the application on the same origin keeps in the browser.
    reply.header('set-cookie', cookies.clearSession(headers));
    if (bound && cookieNamed(headers, bound.name) !== null) reply.header('set-cookie', bound.clear());
    return;
  }
  const { kind, issued } = tokenChange;
  reply.header('set-cookie', cookies.session(issued, headers));
  const challenge = bound && context.services.bindings?.offer(issued.session);
  if (challenge) reply.header('secure-session-registration', registrationOffer(challenge, bound));
  if (kind === 'begun') reply.header('set-cookie', cookies.device(context.deviceToken(), headers));
}

/**
 * Makes the context of a request over REST: a program's token is in a header. Cookies are read where they are given, for
 * routes that answer no token: otherwise a browser's token never authenticates a REST request.
 */
export function programContext(
  services: Latchkey,
  { headers, ip }: FastifyRequest,
  cookies: Cookies | null,
): RequestContext {
  return {
    services,
    ...(cookies ? credentialsIn(headers, cookies) : { token: bearerToken(headers), boundCookie: () => null }),
    ip: () => canonicalIp(ip),
    client: () => ({
      userAgent: userAgentOf(headers),
      ip: canonicalIp(ip),
      language: languageOf(headers, services.languages),
      deviceTokenHash: null,
      canBind: false,
    }),
    answer: { tokenChange: null },
  };
}
