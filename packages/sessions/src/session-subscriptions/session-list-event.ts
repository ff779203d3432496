import { z } from 'zod';
import type { AuthFailure } from '../tokens/authenticator.ts';
import type { ExplainedEnd } from '../history/history-service.ts';
import { sessionChangeSchema } from '../sessions/session-change.ts';
import { sessionViewSchema } from '../sessions/session-view.ts';

/** The state of a user's list when a stream begins, or a difference to what the stream sent before. */
export const sessionListUpdateSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('opened'),
    /** The sessions that were used last. */
    sessions: z.array(sessionViewSchema),
    /** Whether these are all. */
    isComplete: z.boolean(),
  }),
  z.object({
    kind: z.literal('changed'),
    /** Those of the changed sessions that are live, as they are now. */
    sessions: z.array(sessionViewSchema),
    changes: z.array(sessionChangeSchema),
  }),
]);
export type SessionListUpdate = Readonly<z.infer<typeof sessionListUpdateSchema>>;

/**
 * One event of a stream: an update of the list, or the reason for which the stream ends. It ends with the session that opened
 * it, and when the proof that bound this session to its device has expired.
 */
export type SessionListEvent =
  (SessionListUpdate & { readonly ok: true }) | (AuthFailure & { readonly explained: ExplainedEnd | null });
