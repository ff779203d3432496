import { deviceKinds } from '@latchkey/sessions/device-description';
import { z } from 'zod';

/** What can honestly be said of a client. */
export const deviceDescription = z.object({
  kind: z.enum(deviceKinds),
  software: z.string().nullable(),
  version: z.string().nullable(),
  systems: z.array(z.object({ name: z.string(), version: z.string().nullable() })).readonly(),
});
