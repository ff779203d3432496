import { signInMethodSchema } from '@latchkey/sessions/sessions/sign-in-method';
import { locationSchema } from '@latchkey/sessions/geo/location';
import { type OpenAlertView, openAlertViewSchema } from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import { z } from 'zod';
import { documentedNames, documentedNamesSchema } from './documented-device.ts';

const moment = z.iso.datetime();

/** An open alert as the REST answer has it. */
export const documentedAlertSchema = z
  .object({
    id: z.int().min(1),
    cause: openAlertViewSchema.shape.cause,
    session_id: z.int(),
    is_live: z.boolean(),
    created_at: moment,
    ...documentedNamesSchema.shape,
    ip: z.string().nullable(),
    location: locationSchema,
    signed_in_with: z.array(signInMethodSchema).nullable(),
    confirmed: z.object({ at: moment, by: documentedNamesSchema.nullable() }).nullable(),
  })
  .meta({ id: 'Alert' });

/** Turns an alert into the documented answer, its keys in the documented order. */
export function documentedAlert(alert: OpenAlertView): z.infer<typeof documentedAlertSchema> {
  const { id, cause, sessionId, isLive, createdAt, device, label, clientLabel, ip, location, ...answers } = alert;
  const { signedInWith, confirmed, ...left } = answers;
  left satisfies Readonly<Record<string, never>>;
  return {
    id,
    cause,
    session_id: sessionId,
    is_live: isLive,
    created_at: createdAt.toISOString(),
    ...documentedNames({ device, label, clientLabel }),
    ip,
    location,
    signed_in_with: signedInWith,
    confirmed: confirmed && { at: confirmed.at.toISOString(), by: confirmed.by && documentedNames(confirmed.by) },
  };
}
