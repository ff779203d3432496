import { alertAnswers, alertCauses } from '@latchkey/sessions/sign-in-alert';
import { z } from 'zod';
import { deviceDescription } from './device-description.ts';
import { place } from './place.ts';
import { changing, open, router, signedIn } from './procedure.ts';
import { refuse } from './refusal.ts';

const namedDevice = z.object({
  device: deviceDescription,
  ownersName: z.string().nullable(),
  selfName: z.string().nullable(),
});

const alert = namedDevice.extend({
  id: z.number(),
  sessionId: z.number(),
  cause: z.enum(alertCauses),
  address: z.string().nullable(),
  place,
  createdAt: z.date(),
  /** Whether the device holds a key at this moment. */
  isLive: z.boolean(),
  /** A yes that the link of the mail can still turn into a no, and the device that said it where one did. */
  confirmed: z.object({ at: z.date(), by: namedDevice.nullable() }).nullable(),
});

/** It was me, it was not me, or null: the yes is taken back. */
const answer = z.enum(alertAnswers).nullable();

/** When it was answered, and how many sessions that ended. */
const answered = z.object({ at: z.date(), ended: z.number() });

/** Whatever is no link at all gets the answer of one that is used up. */
const link = z.string().max(200);

/** More than one mail lists. */
const mostIds = 100;

/** Sign-ins from devices or countries that are new to an account. */
export const alertRouter = router({
  /** What the caller is to be asked on this device: what is signed in first, then browsers, then the newest. */
  list: signedIn
    .output(z.object({ alerts: z.array(alert) }))
    .query(async ({ ctx }) => ({ alerts: await ctx.services.alerts.list(ctx.principal) })),

  /** Answers one. A no ends what the device holds. */
  answer: changing
    .input(z.object({ id: z.number(), answer }))
    .output(answered)
    .mutation(async ({ ctx, input }) => {
      const { principal, services } = ctx;
      const given = await services.alerts.answer(principal, input.id, input.answer, ctx.client());
      if (!given.ok) throw refuse(given);
      return given.value;
    }),

  /** Shows what the link of a mail asks about. A mutation, so that the link never stands in a URL. It changes nothing. */
  readByLink: open
    .input(z.object({ link }))
    .output(z.object({ alerts: z.array(alert.omit({ sessionId: true })), email: z.string(), isVerified: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const read = await ctx.services.alerts.readByLink(input.link, ctx.client());
      if (!read.ok) throw refuse(read);
      return read.value;
    }),

  /** Answers by the link of a mail: about the sign-ins in it that are named, or about all of them. */
  answerByLink: open
    .input(z.object({ link, ids: z.array(z.number()).max(mostIds).nullable().default(null), answer }))
    .output(answered)
    .mutation(async ({ ctx, input }) => {
      const given = await ctx.services.alerts.answerByLink(input.link, input.ids, input.answer, ctx.client());
      if (!given.ok) throw refuse(given);
      return given.value;
    }),
});
