import { createHmac } from 'node:crypto';
import type { OutgoingEvent } from '@latchkey/sessions/webhooks/outgoing-event';
import { outgoingEventId } from '@latchkey/sessions/webhooks/outgoing-event';
import { outgoingEventView } from '@latchkey/sessions/webhooks/outgoing-event-view';

/** The headers and the body of a request. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const secretPrefix = 'whsec_';

/**
 * Writes an event as Standard Webhooks 1.0.0 has it, signed by each secret: receivers accept any signature that they
 * know, so that a secret can be replaced without a pause. `now` is the time of this try.
 */
export function standardWebhook(event: OutgoingEvent, secrets: readonly string[], now: Date): Message {
  const id = outgoingEventId(event);
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const body = JSON.stringify(outgoingEventView(event));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(secretPrefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signatures.join(' '),
    },
    body,
  };
}
