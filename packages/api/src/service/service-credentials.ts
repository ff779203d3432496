import type { IncomingHttpHeaders } from 'node:http';
import { canonicalIp } from '@latchkey/sessions/geo/ip-address';
import type { Principal } from '@latchkey/sessions/sessions/principal';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { credentialsIn } from '../credentials/credentials.ts';
import type { ServiceContext } from './service-context.ts';

/** A token, or the Cookie header of a browser. The latter also has the proof of a bound session. */
export const credentials = {
  token: z.string().max(1000).nullable().default(null),
  cookie: z.string().max(16_384).nullable().default(null),
  /** The address of the request, of which the country of the last use is kept. Null keeps the country of the use before. */
  ip: z.string().max(100).nullable().default(null),
};
type Credentials = Readonly<Record<keyof typeof credentials, string | null>>;

/** The headers of the browser's request that are known. */
export const headersOf = ({ cookie }: Pick<Credentials, 'cookie'>): IncomingHttpHeaders =>
  cookie === null ? {} : { cookie };

/** Authenticates the session of a token or a Cookie header. Null where there is neither. */
export async function authenticate({ services, cookies }: ServiceContext, input: Credentials) {
  const { token, ip } = input;
  const given = credentialsIn(headersOf(input), cookies);
  const text = token ?? given.token;
  return text === null
    ? null
    : services.authenticator.authenticate(text, given.boundCookie, ip === null ? null : () => canonicalIp(ip));
}

/**
 * The session of a token or a Cookie header.
 * @throws {ApiError} where it is not live, or a bound one is not proved.
 */
export async function principalOf(ctx: ServiceContext, input: Credentials): Promise<Principal> {
  const authenticated = await authenticate(ctx, input);
  if (authenticated?.ok) return authenticated.value;
  // Not 401, which would speak of the service key.
  throw new ApiError(authenticated?.code === 'device_not_proved' ? 'session_not_proved' : 'session_token_incorrect');
}
