import { signInMethodSchema } from '@latchkey/sessions/sessions/sign-in-method';
import { locationSchema } from '@latchkey/sessions/geo/location';
import type { HistoryPage } from '@latchkey/sessions/history/history-service';
import { eventKinds } from '@latchkey/sessions/history/session-event';
import { endReasons } from '@latchkey/sessions/sessions/session';
import { z } from 'zod';
import { documentedNames, documentedNamesSchema } from './documented-device.ts';

/** An event of a user's history as the REST answer has it. */
export const documentedEventSchema = z
  .object({
    id: z.int().min(1),
    kind: z.enum(eventKinds),
    at: z.iso.datetime(),
    session_id: z.int().nullable(),
    session_created_at: z.iso.datetime().nullable(),
    device_id: z.int().nullable(),
    ...documentedNamesSchema.shape,
    end_reason: z.enum(endReasons).nullable(),
    actor_session_id: z.int().nullable(),
    actor: documentedNamesSchema.nullable(),
    ip: z.string().nullable(),
    location: locationSchema,
    methods: z.array(signInMethodSchema).nullable(),
  })
  .meta({ id: 'Event' });

/** Turns an event into the documented answer, its keys in the documented order. */
export function documentedEvent(entry: HistoryPage['entries'][number]): z.infer<typeof documentedEventSchema> {
  const { id, kind, at, sessionId, sessionCreatedAt, deviceId, device, label, clientLabel, ...cause } = entry;
  const { endReason, actorSessionId, actor, ip, location, methods, ...left } = cause;
  left satisfies Readonly<Record<string, never>>;
  return {
    id,
    kind,
    at: at.toISOString(),
    session_id: sessionId,
    session_created_at: sessionCreatedAt && sessionCreatedAt.toISOString(),
    device_id: deviceId,
    ...documentedNames({ device, label, clientLabel }),
    end_reason: endReason,
    actor_session_id: actorSessionId,
    actor: actor && documentedNames(actor),
    ip,
    location,
    methods,
  };
}
