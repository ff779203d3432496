import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ipScope } from '../geo/ip-scope.ts';
import type { RandomSource } from '../tokens/session-token.ts';
import { type OutgoingKind, outgoingKinds } from './outgoing-event.ts';
import { textError } from '../text-error.ts';

/**
 * What an endpoint receives: `webhook`: Standard Webhooks. `set`: a security event token (CAEP `session-revoked`, pushed as
 * RFC 8935 says). `logout_token`: OpenID Connect Back-Channel Logout.
 */
export const webhookFormats = ['webhook', 'set', 'logout_token'] as const;
export type WebhookFormat = (typeof webhookFormats)[number];
export const webhookFormat = z.enum(webhookFormats);

/** The most endpoints that may exist at once. Each has its own connections, so that none waits for another. */
export const mostEndpoints = 20;

/** How long the secret before a rotation signs too, in milliseconds. */
export const secretOverlap = 24 * 60 * 60 * 1000;

/** The absolute URL of an endpoint, without credentials and without a fragment: at most 2,000 characters. */
export const endpointUrl = z
  .string({ error: textError })
  .max(2_000, 'At most 2000 characters')
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, username, password, hash } = new URL(text);
    return /^https?:$/.test(protocol) && username === '' && password === '' && hash === '';
  }, 'An https URL without credentials and without a fragment')
  .transform((text) => new URL(text).href);

/** The host of a URL without the brackets of IPv6 addresses and the dot of absolute names. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');

/** Whether a host is an address that is not public, or a name of this machine (RFC 6761). Other names are not resolved. */
export function isPrivateHost(host: string): boolean {
  const scope = ipScope(host);
  return scope === null ? /(?:^|\.)localhost$/.test(host) : scope !== 'global';
}

/** The `aud` of tokens: 1 to 255 visible ASCII characters. */
export const endpointAudience = z.string().regex(/^[\x21-\x7e]{1,255}$/, '1 to 255 visible ASCII characters');

/** Where an application receives events. */
export interface WebhookEndpoint {
  readonly id: number;
  readonly url: string;
  readonly format: WebhookFormat;
  readonly kinds: readonly OutgoingKind[];
  readonly audience: string | null;
}

/** An endpoint with what signs its deliveries. */
export interface SigningEndpoint extends WebhookEndpoint {
  /** The secrets that sign now, the newest first. */
  readonly secrets: readonly string[];
}

/** An endpoint that may be sent to now. */
export interface ActiveEndpoint extends SigningEndpoint {
  /** Failed tries since the last that succeeded, and since when. */
  readonly failures: number;
  readonly failingSince: Date | null;
}

/** An endpoint for the operator. */
export const listedEndpointSchema = z.object({
  id: z.number(),
  url: z.string(),
  format: webhookFormat,
  kinds: z.array(z.enum(outgoingKinds)),
  audience: z.string().nullable(),
  createdAt: z.date(),
  /** Failed tries since the last that succeeded, and since when. */
  failures: z.number(),
  failingSince: z.date().nullable(),
  /** Since when nothing is sent until it is resumed. Null while it is active. */
  pausedAt: z.date().nullable(),
  /** How many events wait for it. */
  waiting: z.number(),
});
export type ListedEndpoint = z.infer<typeof listedEndpointSchema>;

export interface NewEndpoint extends Omit<WebhookEndpoint, 'id'> {
  readonly secret: string;
  readonly createdAt: Date;
}

/** Stores endpoints. */
export interface EndpointStore {
  /** Stores an endpoint unless there are `most`. Returns its id, or null. It receives events from then on. */
  create(endpoint: NewEndpoint, most: number): Promise<number | null>;
  /** All endpoints by id. */
  list(): Promise<ListedEndpoint[]>;
  /** The endpoints that may be sent to now. */
  active(now: Date): Promise<ActiveEndpoint[]>;
  /** Changes the URL, and makes waiting deliveries due. Returns whether the endpoint exists. */
  move(id: number, url: string, now: Date): Promise<boolean>;
  /** Replaces the secret. The former one signs too until `previousUntil`. Returns whether the endpoint exists. */
  rotate(id: number, secret: string, previousUntil: Date): Promise<boolean>;
  /** Ends a pause, and makes all waiting deliveries due. Returns whether the endpoint exists. */
  resume(id: number, now: Date): Promise<boolean>;
  /** Removes an endpoint. Housekeeping deletes its deliveries. Returns whether it existed. */
  remove(id: number): Promise<boolean>;
}

/** Creates a secret as Standard Webhooks has it: `whsec_` and 256 random bits in base64. */
export const createWebhookSecret = (random: RandomSource = randomBytes): string =>
  `whsec_${Buffer.from(random(32)).toString('base64')}`;
