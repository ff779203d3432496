import { z } from 'zod';
import { open, principalOf, router, signedIn } from './procedure.ts';
import { restRoute } from './rest/route.ts';

const myself = z.object({ id: z.int().min(1), email: z.string() });

const myselfRoute = restRoute({
  method: 'GET',
  path: '/api/v1/user/myself',
  summary: 'Get the signed-in user',
  status: 200,
  body: z.object({ msg: z.literal('Information about yourself'), user: myself }),
  refusals: [],
  present: ({ id, email }: z.infer<typeof myself>) => ({
    msg: 'Information about yourself' as const,
    user: { id, email },
  }),
});

export const userRouter = router({
  /** Who is signed in. */
  myself: signedIn
    .meta({ rest: myselfRoute })
    .output(myself)
    .query(({ ctx }) => ctx.principal.user),

  /** Who is signed in, or null for whoever comes without a token, which is nothing to refuse. */
  visitor: open
    .output(myself.nullable())
    .query(async ({ ctx }) => (ctx.credential === null ? null : (await principalOf(ctx)).user)),
});
