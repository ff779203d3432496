import { canonicalAddress } from '@latchkey/sessions/addresses/address';
import {
  type DeviceToken,
  createDeviceToken,
  hashDeviceToken,
  parseDeviceToken,
} from '@latchkey/sessions/device-token';
import type { Services } from '@latchkey/sessions/services';
import type { SessionToken } from '@latchkey/sessions/session-token';
import { userAgentOf } from '@latchkey/sessions/user-agent';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../request-context.ts';
import { bearerToken } from './bearer-token.ts';
import { registrationOffer } from './binding-plugin.ts';
import { type Cookies, cookieNamed } from './cookie.ts';
import { credentialsIn } from './credentials.ts';
import { languageOf } from './language.ts';

/** The context of a request over tRPC: a browser's tokens travel in cookies. */
export function browserContext(
  services: Services,
  cookies: Cookies,
  { headers, ip }: FastifyRequest,
  reply: FastifyReply,
): RequestContext {
  let device: DeviceToken | undefined;
  const deviceToken = () => (device ??= parseDeviceToken(cookies.deviceIn(headers) ?? '') ?? createDeviceToken());
  const { bound } = cookies;
  const { bindings } = services;
  return {
    services,
    ...credentialsIn(headers, cookies),
    client: () => ({
      userAgent: userAgentOf(headers),
      address: canonicalAddress(ip),
      language: languageOf(headers),
      deviceTokenHash: hashDeviceToken(deviceToken()),
      canBind: bound !== null && bindings !== null,
    }),
    delivery: {
      give: (issued) => {
        reply.header('set-cookie', cookies.session(issued));
        const challenge = bound && bindings?.offer(issued.session);
        if (challenge) reply.header('secure-session-registration', registrationOffer(challenge));
      },
      rememberDevice: () => void reply.header('set-cookie', cookies.device(deviceToken())),
      withdraw: () => {
        if (cookies.sessionIn(headers) === null) return;
        // No Clear-Site-Data (ASVS 14.3.1): it would clear what the application on the same origin keeps in the browser.
        reply.header('set-cookie', cookies.clearSession(headers));
        if (bound && cookieNamed(headers, bound.name) !== null) reply.header('set-cookie', bound.clear());
      },
    },
  };
}

/** The context of a request over REST: programs show their token in a header, and find a new one in the answer. */
export function programContext(
  services: Services,
  { headers, ip }: FastifyRequest,
  give: (token: SessionToken) => void,
): RequestContext {
  return {
    services,
    token: bearerToken(headers),
    // Only browsers have one, and a browser's token never comes here by itself.
    boundCookie: () => null,
    client: () => ({
      userAgent: userAgentOf(headers),
      address: canonicalAddress(ip),
      language: languageOf(headers),
      deviceTokenHash: null,
      canBind: false,
    }),
    delivery: { give: ({ token }) => give(token), rememberDevice: () => {}, withdraw: () => {} },
  };
}
