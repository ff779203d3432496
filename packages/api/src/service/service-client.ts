import type { IncomingHttpHeaders } from 'node:http';
import { canonicalIp } from '@latchkey/sessions/geo/ip-address';
import type { Client } from '@latchkey/sessions/devices/client';
import {
  type DeviceToken,
  createDeviceToken,
  hashDeviceToken,
  parseDeviceToken,
} from '@latchkey/sessions/tokens/device-token';
import type { RandomSource } from '@latchkey/sessions/tokens/session-token';
import { userAgentOf } from '@latchkey/sessions/devices/user-agent';
import { z } from 'zod';
import { languageOf } from '../http/language.ts';
import type { ServiceContext } from './service-context.ts';

/** The headers of a browser that Latchkey reads. An application may pass all headers; the others are dropped. */
const readHeaders = [
  'user-agent',
  'accept-language',
  'cookie',
  'sec-ch-ua',
  'sec-ch-ua-mobile',
  'sec-ch-ua-platform',
  'sec-ch-ua-platform-version',
  'sec-ch-ua-form-factors',
] as const;

/** Far more than a request has. The body is bounded too. */
const mostHeaders = 200;

/** The browser or program of a request, as the application received it: its address, and its headers in lower case. */
export const clientInput = z.object({
  ip: z.string().max(100).nullable().default(null),
  headers: z
    .record(z.string(), z.unknown())
    .refine((headers) => Object.keys(headers).length <= mostHeaders, `At most ${mostHeaders} headers`)
    .default({})
    .transform(pickHeaders),
});
export type ClientInput = z.infer<typeof clientInput>;

function pickHeaders(given: Readonly<Record<string, unknown>>): IncomingHttpHeaders {
  const headers: IncomingHttpHeaders = {};
  for (const name of readHeaders) {
    const value = given[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return headers;
}

/** A program has no device token. */
export const programOf = ({ ip, headers }: ClientInput, { services }: Pick<ServiceContext, 'services'>): Client => ({
  userAgent: userAgentOf(headers),
  ip: ip === null ? null : canonicalIp(ip),
  language: languageOf(headers, services.languages),
  deviceTokenHash: null,
  canBind: false,
});

/** A browser with its device token: that of its cookie, or else a new one. */
export function browserOf(
  input: ClientInput,
  context: ServiceContext,
  random?: RandomSource,
): { readonly client: Client; readonly deviceToken: DeviceToken } {
  const { cookies, services } = context;
  const deviceToken = parseDeviceToken(cookies.deviceIn(input.headers) ?? '') ?? createDeviceToken(random);
  const canBind = cookies.bound !== null && services.bindings !== null;
  return {
    client: { ...programOf(input, context), deviceTokenHash: hashDeviceToken(deviceToken), canBind },
    deviceToken,
  };
}
