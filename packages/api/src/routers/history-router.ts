import { type HistoryPage, historyPageSchema } from '@latchkey/sessions/history/history-service';
import { eventKinds } from '@latchkey/sessions/history/session-event';
import { z } from 'zod';
import { router, signedIn } from '../procedure.ts';
import { documentedEvent, documentedEventSchema } from '../rest/documented-history.ts';
import { restRoute } from '../rest/route.ts';
import { numberInput, positionInput, wordsInput } from '../rest/text-input.ts';

/** The most events of one page. */
const mostOfPage = 100;

const listRoute = restRoute({
  method: 'GET',
  path: '/api/v1/user/myself/history',
  summary: 'Get the history',
  description: `Lists what happened in the account, the newest first: sign-ins, failed attempts, changes, and which device ended which session. At most ${mostOfPage} events on one page; \`next\` is the \`before\` of the next page, or null after the last one. \`kinds\` has kinds of events with commas between them.`,
  status: 200,
  query: ['before', 'limit', 'deviceId', 'kinds'],
  body: z.object({
    msg: z.literal('History of the account'),
    events: z.array(documentedEventSchema),
    next: z.int().nullable(),
  }),
  errors: ['validation_failed'],
  present: ({ entries, next }: HistoryPage) => ({
    msg: 'History of the account' as const,
    events: entries.map(documentedEvent),
    next,
  }),
});

export const historyRouter = router({
  /** A page of the caller's history, newest first, of some kinds of events or of all (null), of one device or all (null). */
  list: signedIn
    .meta({ rest: listRoute })
    .input(
      z.object({
        before: positionInput.nullable().default(null),
        limit: numberInput(1, mostOfPage).default(50),
        deviceId: positionInput.nullable().default(null),
        kinds: wordsInput(eventKinds).nullable().default(null),
      }),
    )
    .output(historyPageSchema)
    .query(({ ctx, input }) => ctx.services.history.list(ctx.principal, input)),
});
