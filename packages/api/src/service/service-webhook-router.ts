import { type LoggedDelivery, loggedDeliverySchema } from '@latchkey/sessions/webhooks/delivery';
import {
  type ListedEndpoint,
  endpointAudience,
  endpointUrl,
  listedEndpointSchema,
  mostEndpoints,
  webhookFormat,
} from '@latchkey/sessions/webhooks/endpoint';
import type { EndpointFailure } from '@latchkey/sessions/webhooks/webhooks';
import { outgoingKinds } from '@latchkey/sessions/webhooks/outgoing-event';
import { z } from 'zod';
import { ApiError, unwrap } from '../api-error.ts';
import type { FieldErrors } from '../field-errors.ts';
import { restRoute } from '../rest/route.ts';
import { idInput, numberInput, positionInput } from '../rest/text-input.ts';
import {
  eventTypes,
  kindsOfTypes,
  logSchema,
  listedSchema,
  presentDelivery,
  presentEndpoint,
} from './documented-webhook.ts';
import { serviceRouterOf, withScope } from './service-procedure.ts';

const path = '/api/v1/service/webhooks';

/** The most deliveries of one page of the log. */
const mostOfPage = 100;

/** What is wrong with the fields of an endpoint that cannot be. */
const fieldsOf: Readonly<Record<Exclude<EndpointFailure, 'too_many_endpoints'>, FieldErrors>> = {
  https_required: { url: 'Must be https' },
  host_private: { url: 'Must have a public host, unless WEBHOOKS_TO_PRIVATE_NETWORKS is on' },
  audience_required: { audience: 'Required for tokens' },
  kinds_unsupported: { events: 'Tokens carry session.ended only' },
};

const isFieldFailure = (code: string): code is keyof typeof fieldsOf => Object.hasOwn(fieldsOf, code);

/** The value of a result. A failure that concerns a field names it. */
function unwrapFields<Value>(
  result:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly code: EndpointFailure | 'endpoint_not_found' },
): Value {
  if (result.ok) return result.value;
  const { code } = result;
  if (isFieldFailure(code)) throw new ApiError('validation_failed', { fields: fieldsOf[code] });
  throw new ApiError(code);
}

const createRoute = restRoute({
  method: 'POST',
  path,
  summary: 'Create an endpoint of events',
  description: `Sends events to a URL from now on: as \`webhook\` (Standard Webhooks, signed by the answered secret, which is not shown again), or the ends of sessions as \`set\` (CAEP \`session-revoked\`) or \`logout_token\` (OpenID Connect Back-Channel Logout), signed by the keys at \`/api/v1/jwks\` for the \`audience\`. Without \`events\` it receives all that the format can carry. At most ${mostEndpoints} endpoints exist.`,
  status: 201,
  body: z.object({ msg: z.string(), id: z.int(), secret: z.string().nullable() }),
  errors: ['too_many_endpoints'],
  present: ({ id, secret }: { readonly id: number; readonly secret: string | null }) => ({
    msg: 'Successfully created endpoint',
    id,
    secret,
  }),
});

const listRoute = restRoute({
  method: 'GET',
  path,
  summary: 'Get the endpoints of events',
  description: `Lists every endpoint, at most ${mostEndpoints}: how many events wait for it, since when it fails, and since when it is paused.`,
  status: 200,
  body: z.object({ msg: z.string(), endpoints: z.array(listedSchema) }),
  errors: [],
  present: ({ endpoints }: { readonly endpoints: readonly ListedEndpoint[] }) => ({
    msg: 'Endpoints of events',
    endpoints: endpoints.map(presentEndpoint),
  }),
});

const changeRoute = restRoute({
  method: 'POST',
  path: `${path}/{id}`,
  summary: 'Change or resume an endpoint of events',
  description:
    'Resumes an endpoint that is paused, and sends its waiting deliveries now. With `url` all deliveries, the waiting ones included, are sent to that URL from now on. With `rotate_secret` it answers a new secret; the one before signs too for a day.',
  status: 200,
  body: z.object({ msg: z.string(), secret: z.string().nullable() }),
  errors: ['endpoint_not_found'],
  present: ({ secret }: { readonly secret: string | null }) => ({ msg: 'Successfully changed endpoint', secret }),
});

const removeRoute = restRoute({
  method: 'DELETE',
  path: `${path}/{id}`,
  summary: 'Delete an endpoint of events',
  description: 'Deletes an endpoint with its log. Deliveries that wait are not sent.',
  status: 200,
  body: z.object({ msg: z.string() }),
  errors: ['validation_failed', 'endpoint_not_found'],
  present: () => ({ msg: 'Successfully deleted endpoint' }),
});

interface LogPage {
  readonly deliveries: readonly LoggedDelivery[];
  readonly next: number | null;
}

const logRoute = restRoute({
  method: 'GET',
  path: `${path}/{id}/deliveries`,
  summary: 'Get the deliveries to an endpoint',
  description: `Lists deliveries, the newest first. At most ${mostOfPage} on one page; \`next\` is the \`before\` of the next page, or null after the last one.`,
  status: 200,
  query: ['before', 'limit'],
  body: z.object({ msg: z.string(), deliveries: z.array(logSchema), next: z.int().nullable() }),
  errors: ['validation_failed', 'endpoint_not_found'],
  present: ({ deliveries, next }: LogPage) => ({
    msg: 'Deliveries to the endpoint',
    deliveries: deliveries.map(presentDelivery),
    next,
  }),
});

const resendRoute = restRoute({
  method: 'POST',
  path: '/api/v1/service/webhook-deliveries/{id}/resend',
  summary: 'Send an event again',
  description: 'Sends the event of a finished delivery again, with the same `webhook-id`, as a new delivery.',
  status: 201,
  body: z.object({ msg: z.string(), id: z.int() }),
  errors: ['delivery_not_found'],
  present: ({ id }: { readonly id: number }) => ({ msg: 'Successfully requested delivery', id }),
});

const ofEndpoint = z.object({ id: idInput });
const newEndpoint = z.object({
  url: endpointUrl,
  format: webhookFormat.default('webhook'),
  events: z.array(eventTypes).max(outgoingKinds.length).default([]),
  audience: endpointAudience.nullable().default(null),
});
const secretOf = z.object({ secret: z.string().nullable() });

export const serviceWebhookRouter = serviceRouterOf({
  /** Creates an endpoint. Gives the secret of webhooks, which is not shown again. */
  create: withScope('webhooks:write')
    .meta({ rest: createRoute })
    .input(newEndpoint)
    .output(secretOf.extend({ id: z.number() }))
    .mutation(async ({ ctx, input: { events, ...endpoint } }) => {
      const created = await ctx.services.webhooks.create({ ...endpoint, kinds: kindsOfTypes(events) });
      const { id, secret } = unwrapFields(created);
      return { id, secret: endpoint.format === 'webhook' ? secret : null };
    }),

  /** Every endpoint, without its secret. */
  list: withScope('webhooks:write')
    .meta({ rest: listRoute })
    .output(z.object({ endpoints: z.array(listedEndpointSchema) }))
    .query(async ({ ctx }) => ({ endpoints: await ctx.services.webhooks.list() })),

  /** Resumes an endpoint, and changes its URL or its secret where that is asked for. */
  change: withScope('webhooks:write')
    .meta({ rest: changeRoute })
    .input(ofEndpoint.extend({ url: endpointUrl.optional(), rotateSecret: z.boolean().default(false) }))
    .output(secretOf)
    .mutation(async ({ ctx: { services }, input: { id, url, rotateSecret } }) => {
      const { webhooks } = services;
      unwrapFields(await (url === undefined ? webhooks.resume(id) : webhooks.move(id, url)));
      return { secret: rotateSecret ? unwrapFields(await webhooks.rotate(id)) : null };
    }),

  /** Deletes an endpoint with its log. */
  remove: withScope('webhooks:write')
    .meta({ rest: removeRoute })
    .input(ofEndpoint)
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      unwrapFields(await ctx.services.webhooks.remove(input.id));
    }),

  /** A page of the deliveries to an endpoint, newest first. */
  deliveries: withScope('webhooks:write')
    .meta({ rest: logRoute })
    .input(
      ofEndpoint.extend({
        before: positionInput.nullable().default(null),
        limit: numberInput(1, mostOfPage).default(50),
      }),
    )
    .output(z.object({ deliveries: z.array(loggedDeliverySchema), next: z.number().nullable() }))
    .query(async ({ ctx, input: { id, ...page } }) => {
      const deliveries = unwrap(await ctx.services.webhooks.log(id, page));
      return { deliveries, next: deliveries.length === page.limit ? (deliveries.at(-1)?.id ?? null) : null };
    }),

  /** Sends the event of a finished delivery again. Gives the id of the new delivery. */
  resend: withScope('webhooks:write')
    .meta({ rest: resendRoute })
    .input(ofEndpoint)
    .output(z.object({ id: z.number() }))
    .mutation(async ({ ctx, input }) => ({ id: unwrap(await ctx.services.webhooks.resend(input.id)) })),
});
