import { endReasons } from '@latchkey/sessions/session';
import { eventKinds } from '@latchkey/sessions/session-event';
import { z } from 'zod';
import { deviceDescription } from './device-description.ts';
import { place } from './place.ts';
import { router, signedIn } from './procedure.ts';

const historicDevice = z.object({
  device: deviceDescription,
  ownersName: z.string().nullable(),
  selfName: z.string().nullable(),
});

const historyEntry = historicDevice.extend({
  id: z.number(),
  kind: z.enum(eventKinds),
  at: z.date(),
  sessionId: z.number().nullable(),
  deviceId: z.number().nullable(),
  endReason: z.enum(endReasons).nullable(),
  actorSessionId: z.number().nullable(),
  /** The device that did it, where it was another one and is still known. */
  actor: historicDevice.nullable(),
  address: z.string().nullable(),
  place,
});

export const historyRouter = router({
  /** The caller's history, newest first, of some kinds or of all. `next` is the `before` of the next page. */
  list: signedIn
    .input(
      z.object({
        before: z.number().nullable().default(null),
        limit: z.int().min(1).max(100).default(50),
        kinds: z.array(z.enum(eventKinds)).max(eventKinds.length).nullable().default(null),
      }),
    )
    .output(z.object({ entries: z.array(historyEntry), next: z.number().nullable() }))
    .query(async ({ ctx, input }) => {
      const { entries, next } = await ctx.services.history.list(ctx.principal, input);
      return { entries: [...entries], next };
    }),
});
