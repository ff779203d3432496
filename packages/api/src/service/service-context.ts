import type { IncomingHttpHeaders } from 'node:http';
import type { ServiceKey, ServiceKeyText } from '@latchkey/sessions/applications/service-key';
import type { Latchkey } from '@latchkey/sessions/latchkey';
import { canonicalIp } from '@latchkey/sessions/geo/ip-address';
import type { FastifyRequest } from 'fastify';
import { ApiError, unwrap } from '../api-error.ts';
import type { Cookies } from '../credentials/cookie.ts';
import { bearerToken } from '../credentials/credentials.ts';
import type { AnswerContext } from '../request-context.ts';

/** A request of an application, the same for both transports. */
export interface ServiceContext {
  readonly services: Latchkey;
  /** Reads and writes the cookies of the application's browsers. */
  readonly cookies: Cookies;
  /** What the header `Authorization` has, not yet checked, or null. A cookie never authenticates an application. */
  readonly bearer: string | null;
  /** The address that wrong keys are counted by. */
  readonly ip: string | null;
  readonly answer: AnswerContext;
}

/** The key that has authenticated a request. */
export interface AuthenticatedKey {
  readonly key: ServiceKey;
  readonly secret: ServiceKeyText;
}

export const serviceContext = (
  services: Latchkey,
  cookies: Cookies,
  { headers, ip }: { readonly headers: IncomingHttpHeaders } & Pick<FastifyRequest, 'ip'>,
): ServiceContext => ({
  services,
  cookies,
  bearer: bearerToken(headers),
  ip: canonicalIp(ip),
  answer: { tokenChange: null },
});

/**
 * Authenticates the service key of a request.
 * @throws {ApiError} where there is none, or it is wrong or revoked. Wrong ones are counted for each network.
 */
export async function keyOf({ services, bearer, ip }: ServiceContext): Promise<AuthenticatedKey> {
  if (bearer === null) throw new ApiError('service_key_not_provided');
  const resolved = await services.serviceKeys.resolve(bearer);
  if (resolved) return resolved;
  unwrap(await services.limiter.takeFrom('serviceKey', ip));
  throw new ApiError('service_key_incorrect');
}

/** Names a key among those of an instance, for limits by key: the stored ones by id, those of the settings by name. */
export const ownerOf = ({ id, name }: ServiceKey): string => (id === null ? `configured ${name}` : String(id));
