import { ownIdleLimit } from '@latchkey/sessions/idle-limit';
import { language } from '@latchkey/sessions/language';
import { z } from 'zod';
import { changing, open, principalOf, router, signedIn } from './procedure.ts';
import { Refusal } from './refusal.ts';
import { restRoute } from './rest/route.ts';

const myself = z.object({ id: z.int().min(1), email: z.string() }).meta({ id: 'User' });

const myselfRoute = restRoute({
  method: 'GET',
  path: '/api/v1/user/myself',
  summary: 'Get the signed-in user',
  description:
    'Answers the id and the e-mail address of the account that the token belongs to. The id never changes and is never given to another account.',
  status: 200,
  body: z.object({ msg: z.literal('Information about yourself'), user: myself }),
  refusals: [],
  present: ({ id, email }: z.infer<typeof myself>) => ({
    msg: 'Information about yourself' as const,
    user: { id, email },
  }),
});

/** After how long unused sessions end, in milliseconds. */
const idleLimits = z.object({ own: z.number().nullable(), everybodys: z.number(), choices: z.array(z.number()) });

export const userRouter = router({
  /** Who is signed in. */
  myself: signedIn
    .meta({ rest: myselfRoute })
    .output(myself)
    .query(({ ctx }) => ctx.principal.user),

  /** Who is signed in, or null for whoever comes without a token, which is nothing to refuse. */
  visitor: open
    .output(myself.nullable())
    .query(async ({ ctx }) => (ctx.token === null ? null : (await principalOf(ctx)).user)),

  /** After how long the caller's unused sessions end: by their own choice, and by everybody's. */
  idleLimits: signedIn.output(idleLimits).query(({ ctx }) => ctx.services.sessions.idleLimits(ctx.principal)),

  /** Lets the caller's unused sessions end earlier than everybody's, or not. Ends those that are overdue, and tells how many. */
  setIdleLimit: changing
    .input(z.object({ limit: ownIdleLimit.nullable() }))
    .output(z.object({ ended: z.number() }))
    .mutation(async ({ ctx, input }) => {
      const set = await ctx.services.sessions.setIdleLimit(ctx.principal, input.limit);
      if (!set.ok) throw new Refusal(set.code);
      return { ended: set.value };
    }),

  /** Lets mails to the caller be written in a language. A device that is in question says it in vain. */
  setLanguage: changing
    .input(z.object({ language }))
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.services.users.setLanguage(ctx.principal, input.language)),
});
