import {
  type AlertOutcome,
  type OpenAlertView,
  alertAnswers,
  alertOutcomeSchema,
  linkedAlertsSchema,
  openAlertViewSchema,
} from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import { z } from 'zod';
import { changing, open, router, signedIn } from '../procedure.ts';
import { unwrap } from '../api-error.ts';
import { documentedAlert, documentedAlertSchema } from '../rest/documented-alert.ts';
import { restRoute } from '../rest/route.ts';
import { idInput } from '../rest/text-input.ts';

/** It was me, it was not me, or null to withdraw a confirmation. */
const answer = z.enum(alertAnswers).nullable();

/** Accepts any text, so that text that is not a link gets the answer of a used link. */
const link = z.string().max(200);

/** The most ids of one answer, which is more than a mail lists. */
const mostIds = 100;

const alertsPath = '/api/v1/user/myself/alerts';

const listRoute = restRoute({
  method: 'GET',
  path: alertsPath,
  summary: 'Get open alerts',
  description:
    'Lists the sign-ins from new devices or countries that the user has not answered for, at most 250. Only a session of a confirmed browser sees and answers them: for all others the list is empty, and the mail has the link.',
  status: 200,
  body: z.object({ msg: z.literal('List of open alerts'), alerts: z.array(documentedAlertSchema) }),
  errors: [],
  present: ({ alerts }: { readonly alerts: readonly OpenAlertView[] }) => ({
    msg: 'List of open alerts' as const,
    alerts: alerts.map(documentedAlert),
  }),
});

const answerRoute = restRoute({
  method: 'POST',
  path: `${alertsPath}/{id}`,
  summary: 'Answer an alert',
  description:
    'Says that a sign-in was one of the user (`confirmed`) or not (`denied`), or takes a confirmation back (`null`). A denial ends the sessions of its device, and needs a recent proof of who the user is, by the password or by the application that signs them in (`step_up_required`).',
  status: 200,
  body: z.object({ msg: z.literal('Successfully answered alert'), at: z.iso.datetime(), ended: z.int() }),
  errors: ['alert_not_found', 'step_up_required', 'rate_limited'],
  present: ({ at, ended }: AlertOutcome) => ({
    msg: 'Successfully answered alert' as const,
    at: at.toISOString(),
    ended,
  }),
});

/** Sign-ins from devices or countries that are new to an account. */
export const alertRouter = router({
  /** The caller's open alerts: those with a live session first, then browsers, then the newest. */
  list: signedIn
    .meta({ rest: listRoute })
    .output(z.object({ alerts: z.array(openAlertViewSchema) }))
    .query(async ({ ctx }) => ({ alerts: await ctx.services.alerts.list(ctx.principal) })),

  /** Answers one alert. A denial ends the sessions of its device and needs a recent step-up. */
  answer: changing
    .meta({ rest: answerRoute })
    .input(z.object({ id: idInput, answer }))
    .output(alertOutcomeSchema)
    .mutation(async ({ ctx, input }) => {
      const { principal, services } = ctx;
      return unwrap(await services.alerts.answer(principal, input.id, input.answer, ctx.client()));
    }),

  /** The open alerts of a mail's link. Changes nothing; a mutation, so that the link is in no URL. */
  readByLink: open
    .input(z.object({ link }))
    .output(linkedAlertsSchema)
    .mutation(async ({ ctx, input }) => {
      return unwrap(await ctx.services.alerts.readByLink(input.link, ctx.client()));
    }),

  /** Answers the alerts of a mail's link: those with these ids, or all of them (null). */
  answerByLink: open
    .input(z.object({ link, ids: z.array(z.number()).max(mostIds).nullable().default(null), answer }))
    .output(alertOutcomeSchema)
    .mutation(async ({ ctx, input }) => {
      return unwrap(await ctx.services.alerts.answerByLink(input.link, input.ids, input.answer, ctx.client()));
    }),
});
