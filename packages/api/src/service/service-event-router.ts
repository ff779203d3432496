import type { EventFeedStore, OutgoingEvent } from '@latchkey/sessions/webhooks/outgoing-event';
import { outgoingEventSchema, outgoingEventView } from '@latchkey/sessions/webhooks/outgoing-event-view';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { restRoute } from '../rest/route.ts';
import { numberInput } from '../rest/text-input.ts';
import { serviceRouterOf, withScope } from './service-procedure.ts';

/** The most events of one page. */
const mostOfPage = 100;

/** The most streams that an instance serves for one key, and for all keys. */
export const mostStreamsOfKey = 4;
export const mostStreams = 100;

/** Where a page of events, and a stream of them, is. */
export const eventsPath = '/api/v1/service/events';

type Event = z.infer<typeof outgoingEventSchema>;

const listRoute = restRoute({
  method: 'GET',
  path: eventsPath,
  summary: 'Get events, or a stream of them',
  description: `Lists events of all users after a position, in the order in which they left; events of one user keep their order. At most ${mostOfPage} on one page; \`next\` is the \`after\` of the next page, also when there is nothing yet. With \`Accept: text/event-stream\` the answer is a stream of server-sent events instead: it begins after \`Last-Event-ID\` or \`after\`, and with what happens from now on without either. Every event has the \`id\` by which a new stream goes on. An instance has at most ${mostStreamsOfKey} streams of a key and ${mostStreams} of all keys; one more is 429. A stream ends when its key is revoked.`,
  status: 200,
  query: ['after', 'limit'],
  body: z.object({ msg: z.string(), events: z.array(outgoingEventSchema), next: z.int() }),
  errors: ['validation_failed', 'too_many_event_streams'],
  present: ({ events, next }: { readonly events: readonly Event[]; readonly next: number }) => ({
    msg: 'Events',
    events: [...events],
    next,
  }),
});

const nextAfter = (after: number, events: readonly OutgoingEvent[]): number => events.at(-1)?.position ?? after;

/**
 * Refuses a position beyond the last event, which another database gave: its client would miss events.
 * @throws {ApiError} `validation_failed` there.
 */
export async function needPosition(feed: Pick<EventFeedStore, 'lastPosition'>, after: number): Promise<void> {
  if (after > (await feed.lastPosition()))
    throw new ApiError('validation_failed', { fields: { after: 'No such event yet' } });
}

export const serviceEventRouter = serviceRouterOf({
  /** A page of events after a position, and the position of the next page. */
  list: withScope('events:read')
    .meta({ rest: listRoute })
    .input(
      z.object({
        after: numberInput(0, Number.MAX_SAFE_INTEGER).default(0),
        limit: numberInput(1, mostOfPage).default(mostOfPage),
      }),
    )
    .output(z.object({ events: z.array(outgoingEventSchema), next: z.number() }))
    .query(async ({ ctx, input: { after, limit } }) => {
      const { feed } = ctx.services.webhookStores;
      const events = await feed.read(after, limit);
      if (events.length === 0) await needPosition(feed, after);
      return { events: events.map(outgoingEventView), next: nextAfter(after, events) };
    }),
});
