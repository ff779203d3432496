import type { Clock } from '@latchkey/sessions/clock';
import type { DeliveryAttempt } from '@latchkey/sessions/webhooks/delivery';
import type { Courier } from '@latchkey/sessions/webhooks/delivery-worker';
import type { SigningEndpoint } from '@latchkey/sessions/webhooks/endpoint';
import type { OutgoingEvent } from '@latchkey/sessions/webhooks/outgoing-event';
import type { SigningKeys } from '@latchkey/sessions/webhooks/signing-keys';
import { logoutToken, securityEvent } from './event-tokens.ts';
import type { PublicRequests } from './public-request.ts';
import { type Message, standardWebhook } from './standard-webhook.ts';

interface Deps {
  readonly requests: Pick<PublicRequests, 'post'>;
  readonly signingKeys: Pick<SigningKeys, 'current'>;
  /** The `iss` of tokens: the origin of the page. */
  readonly issuer: string;
  readonly clock: Clock;
}

/** Sends events over HTTP, each in the format of its endpoint. An answer from 200 to 299 means that it has arrived. */
export class HttpCourier implements Courier {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async send(endpoint: SigningEndpoint, event: OutgoingEvent, signal: AbortSignal): Promise<DeliveryAttempt> {
    const { requests } = this.#deps;
    const answer = await requests.post(endpoint.url, await this.#messageOf(endpoint, event), signal);
    if (answer.status === null) return { isDelivered: false, ...answer };
    const { status, retryAfter } = answer;
    if (status >= 200 && status < 300) return { isDelivered: true, status, error: null };
    return {
      isDelivered: false,
      status,
      error: status >= 300 && status < 400 ? 'redirect' : 'status',
      ...(retryAfter !== null && { retryAfter }),
    };
  }

  async #messageOf({ format, audience, secrets }: SigningEndpoint, event: OutgoingEvent): Promise<Message> {
    const { signingKeys, issuer, clock } = this.#deps;
    const now = clock();
    if (format === 'webhook') return standardWebhook(event, secrets, now);
    const context = { key: await signingKeys.current(), issuer, audience: audience ?? '', now };
    return format === 'set' ? securityEvent(event, context) : logoutToken(event, context);
  }
}
