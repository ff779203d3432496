import { type LoggedDelivery, deliveryState, deliveryStates } from '@latchkey/sessions/webhooks/delivery';
import { type ListedEndpoint, webhookFormat } from '@latchkey/sessions/webhooks/endpoint';
import {
  type OutgoingKind,
  type OutgoingType,
  kindOfType,
  outgoingEventId,
  outgoingKinds,
  outgoingTypes,
} from '@latchkey/sessions/webhooks/outgoing-event';
import { z } from 'zod';

/** The names of events. */
export const eventTypes = z.enum(outgoingKinds.map((kind) => outgoingTypes[kind]));

export const kindsOfTypes = (types: readonly OutgoingType[]): OutgoingKind[] =>
  types.flatMap((type) => kindOfType(type) ?? []);

const moment = z.iso.datetime();

/** An endpoint as the API documents it. */
export const listedSchema = z
  .object({
    id: z.int(),
    url: z.string(),
    format: webhookFormat,
    events: z.array(eventTypes),
    audience: z.string().nullable(),
    created_at: moment,
    waiting: z.int(),
    failures: z.int(),
    failing_since: moment.nullable(),
    paused_at: moment.nullable(),
  })
  .meta({ id: 'ServiceEndpoint' });

export const presentEndpoint = ({ id, url, format, kinds, audience, ...endpoint }: ListedEndpoint) => ({
  id,
  url,
  format,
  events: kinds.map((kind) => outgoingTypes[kind]),
  audience,
  created_at: endpoint.createdAt.toISOString(),
  waiting: endpoint.waiting,
  failures: endpoint.failures,
  failing_since: textOf(endpoint.failingSince),
  paused_at: textOf(endpoint.pausedAt),
});

/** A delivery as the API documents it. */
export const logSchema = z
  .object({
    id: z.int(),
    event_id: z.string(),
    state: z.enum(deliveryStates),
    tries: z.int(),
    tried_at: moment.nullable(),
    due_at: moment.nullable(),
    delivered_at: moment.nullable(),
    status: z.int().nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'ServiceDelivery' });

export const presentDelivery = (delivery: LoggedDelivery) => ({
  id: delivery.id,
  event_id: outgoingEventId({ id: delivery.eventId }),
  state: deliveryState(delivery),
  tries: delivery.tries,
  tried_at: textOf(delivery.triedAt),
  due_at: textOf(delivery.dueAt),
  delivered_at: textOf(delivery.deliveredAt),
  status: delivery.lastStatus,
  error: delivery.lastError,
});

const textOf = (time: Date | null): string | null => time?.toISOString() ?? null;
