import { placeKinds } from '@latchkey/sessions/place';
import { z } from 'zod';

/** What is known of where an address is. */
export const place = z.object({
  kind: z.enum(placeKinds),
  country: z.string().nullable(),
});
