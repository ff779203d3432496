import type { Clock } from '../clock.ts';
import type { Result } from '../result.ts';
import type { RandomSource } from '../tokens/session-token.ts';
import type { DeliveryStore, LoggedDelivery } from './delivery.ts';
import {
  type EndpointStore,
  type ListedEndpoint,
  type WebhookFormat,
  createWebhookSecret,
  hostOf,
  isPrivateHost,
  mostEndpoints,
  secretOverlap,
} from './endpoint.ts';
import { type EventFeedStore, type OutgoingKind, outgoingKinds } from './outgoing-event.ts';

interface Deps {
  readonly endpoints: EndpointStore;
  readonly deliveries: DeliveryStore;
  readonly feed: EventFeedStore;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly allowsPrivate: boolean;
}

/** What an operator or an application asks for. */
export interface EndpointRequest {
  readonly url: string;
  readonly format: WebhookFormat;
  /** Empty for all kinds that the format can carry. */
  readonly kinds: readonly OutgoingKind[];
  /** The client id at the application. Tokens have it as `aud`. */
  readonly audience: string | null;
}

/** Why events are not sent to a URL. */
type UrlFailure = 'https_required' | 'host_private';
/** Why an endpoint cannot be created. */
export type EndpointFailure = UrlFailure | 'audience_required' | 'kinds_unsupported' | 'too_many_endpoints';
const missing = { ok: false, code: 'endpoint_not_found' } as const;

/** Tokens say that a session has ended, and nothing else. */
const kindsOfTokens: readonly OutgoingKind[] = ['ended'];

/** The endpoints that receive events, and their deliveries. */
export class Webhooks {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Whether endpoints may be in private networks. */
  get allowsPrivate(): boolean {
    return this.#deps.allowsPrivate;
  }

  /** Creates an endpoint, which receives all later events. The returned secret signs its webhooks. */
  async create({
    url,
    format,
    kinds,
    audience,
  }: EndpointRequest): Promise<Result<{ readonly id: number; readonly secret: string }, EndpointFailure>> {
    const { endpoints, random, clock } = this.#deps;
    const possible = format === 'webhook' ? outgoingKinds : kindsOfTokens;
    const failure = this.#urlFailure(url);
    if (failure !== null) return { ok: false, code: failure };
    if (format !== 'webhook' && audience === null) return { ok: false, code: 'audience_required' };
    if (!kinds.every((kind) => possible.includes(kind))) return { ok: false, code: 'kinds_unsupported' };
    const secret = createWebhookSecret(random);
    const wanted = kinds.length === 0 ? possible : kinds;
    const id = await endpoints.create(
      { url, format, kinds: wanted, audience, secret, createdAt: clock() },
      mostEndpoints,
    );
    return id === null ? { ok: false, code: 'too_many_endpoints' } : { ok: true, value: { id, secret } };
  }

  /** All endpoints by id, without their secrets. */
  list(): Promise<ListedEndpoint[]> {
    return this.#deps.endpoints.list();
  }

  /** Changes the URL of an endpoint. Waiting deliveries go to the new URL too. */
  async move(id: number, url: string): Promise<Result<null, 'endpoint_not_found' | UrlFailure>> {
    const failure = this.#urlFailure(url);
    if (failure !== null) return { ok: false, code: failure };
    const { endpoints, clock } = this.#deps;
    return (await endpoints.move(id, url, clock())) ? { ok: true, value: null } : missing;
  }

  /** Replaces the secret of an endpoint. Deliveries have the signatures of both for a day. Returns the new one. */
  async rotate(id: number): Promise<Result<string, 'endpoint_not_found'>> {
    const { endpoints, clock, random } = this.#deps;
    const secret = createWebhookSecret(random);
    const until = new Date(clock().getTime() + secretOverlap);
    return (await endpoints.rotate(id, secret, until)) ? { ok: true, value: secret } : missing;
  }

  /** Resumes a paused endpoint, and sends its waiting deliveries at once. */
  async resume(id: number): Promise<Result<null, 'endpoint_not_found'>> {
    const { endpoints, clock } = this.#deps;
    return (await endpoints.resume(id, clock())) ? { ok: true, value: null } : missing;
  }

  /** Removes an endpoint with its waiting deliveries. */
  async remove(id: number): Promise<Result<null, 'endpoint_not_found'>> {
    return (await this.#deps.endpoints.remove(id)) ? { ok: true, value: null } : missing;
  }

  /** Deliveries of an endpoint before a delivery, newest first. */
  async log(
    id: number,
    page: { readonly before: number | null; readonly limit: number },
  ): Promise<Result<LoggedDelivery[], 'endpoint_not_found'>> {
    const { deliveries, endpoints } = this.#deps;
    const value = await deliveries.log(id, page);
    if (value.length === 0 && !(await endpoints.list()).some((endpoint) => endpoint.id === id)) return missing;
    return { ok: true, value };
  }

  /** Sends the event of a finished delivery once more, with the same id of the event. Returns the new delivery's id. */
  async resend(deliveryId: number): Promise<Result<number, 'delivery_not_found'>> {
    const id = await this.#deps.deliveries.resend(deliveryId, this.#deps.clock());
    return id === null ? { ok: false, code: 'delivery_not_found' } : { ok: true, value: id };
  }

  /**
   * Http and private hosts are allowed only where endpoints may be in the operator's own networks. Names are not resolved here:
   * their addresses are checked at each connection, and an answer would tell an application what names of this network exist.
   */
  #urlFailure(text: string): UrlFailure | null {
    if (this.allowsPrivate) return null;
    const url = new URL(text);
    if (url.protocol !== 'https:') return 'https_required';
    return isPrivateHost(hostOf(url)) ? 'host_private' : null;
  }
}
