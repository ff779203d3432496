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
import { type Cookies, cookieNamed } from './cookie.ts';
import { bearerToken } from './bearer-token.ts';

/** What a browser may forget at logout. Not its cookies: one of them lets it know itself again (ASVS 14.3.1). */
const clearSiteData = '"cache", "storage"';

/** The context of a request over tRPC: a browser's tokens travel in cookies. An explicit header comes before a cookie. */
export function browserContext(
  services: Services,
  cookies: Cookies,
  { headers, ip }: FastifyRequest,
  reply: FastifyReply,
): RequestContext {
  let device: DeviceToken | undefined;
  const deviceToken = () =>
    (device ??= parseDeviceToken(cookieNamed(headers, cookies.deviceName) ?? '') ?? createDeviceToken());
  return {
    services,
    token: bearerToken(headers) ?? cookieNamed(headers, cookies.sessionName),
    client: () => ({
      userAgent: userAgentOf(headers),
      address: ip,
      deviceTokenHash: hashDeviceToken(deviceToken()),
    }),
    delivery: {
      give: (issued) => void reply.header('set-cookie', cookies.session(issued)),
      rememberDevice: () => void reply.header('set-cookie', cookies.device(deviceToken())),
      withdraw: () => {
        if (cookieNamed(headers, cookies.sessionName) === null) return;
        reply.header('set-cookie', cookies.clearSession()).header('clear-site-data', clearSiteData);
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
    client: () => ({ userAgent: userAgentOf(headers), address: ip, deviceTokenHash: null }),
    delivery: { give: ({ token }) => give(token), rememberDevice: () => {}, withdraw: () => {} },
  };
}
