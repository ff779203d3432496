import { z } from 'zod';
import { withoutHints } from '../devices/client-hints.ts';
import { type OutgoingEvent, outgoingEventId, outgoingKinds, outgoingTypes } from './outgoing-event.ts';

/** An event as applications receive it: as the body of a webhook, in a page of events, and in the stream. */
export const outgoingEventSchema = z
  .object({
    type: z.enum(outgoingKinds.map((kind) => outgoingTypes[kind])),
    timestamp: z.iso.datetime(),
    data: z.object({
      event_id: z.string(),
      position: z.int(),
      sub: z.string().nullable(),
      sid: z.string().nullable(),
      device_id: z.int().nullable(),
      amr: z.array(z.string()),
      reason: z.string().nullable(),
      by_sid: z.string().nullable(),
      ip: z.string().nullable(),
      user_agent: z.string(),
    }),
  })
  .meta({ id: 'OutgoingEvent' });

/** Describes an event for applications. */
export function outgoingEventView(event: OutgoingEvent): z.infer<typeof outgoingEventSchema> {
  const { kind, at, position, subject, sessionId, deviceId, endReason, actorSessionId, methods, ip, userAgent } = event;
  return {
    type: outgoingTypes[kind],
    timestamp: at.toISOString(),
    data: {
      event_id: outgoingEventId(event),
      position,
      sub: subject,
      sid: textOf(sessionId),
      device_id: deviceId,
      amr: [...methods],
      reason: endReason,
      by_sid: textOf(actorSessionId),
      ip,
      user_agent: withoutHints(userAgent),
    },
  };
}

const textOf = (id: number | null): string | null => (id === null ? null : String(id));
