import { hasPassword } from '@latchkey/sessions/applications/host-application';
import { idleLimitsSchema, ownIdleLimit } from '@latchkey/sessions/sessions/idle-limit';
import { subjectOf } from '@latchkey/sessions/applications/subject';
import type { Latchkey } from '@latchkey/sessions/latchkey';
import type { User } from '@latchkey/sessions/accounts/user';
import type { Principal } from '@latchkey/sessions/sessions/principal';
import { language } from '@latchkey/sessions/language';
import { z } from 'zod';
import { changing, open, principalOf, router, signedIn } from '../procedure.ts';
import { unwrap } from '../api-error.ts';
import { emptyAnswer, restRoute } from '../rest/route.ts';

/** Only users of an application have a subject and a name, and may have no e-mail address. */
const myself = z
  .object({
    id: z.int().min(1),
    email: z.string().nullable(),
    subject: z.string().optional(),
    displayName: z.string().optional(),
  })
  .meta({ id: 'User' });

const myselfOf = ({ id, email, subject, displayName }: User): z.infer<typeof myself> => ({
  id,
  email,
  ...(subject === null ? {} : { subject }),
  ...(displayName === null ? {} : { displayName }),
});

/** What the page needs of the application that signs a user in. */
function applicationOf({ accounts, application }: Latchkey, user: User): z.infer<typeof current>['application'] {
  if (hasPassword(accounts, user)) return null;
  const { name, stepUpUrl, accountUrl } = application;
  return { name, canStepUp: stepUpUrl !== null, accountUrl };
}

/** The same in the names of the REST API. */
const documentedUser = z
  .object({
    id: z.int().min(1),
    email: z.string().nullable(),
    subject: z.string().optional(),
    display_name: z.string().optional(),
  })
  .meta({ id: 'User' });

/** The user as the page needs it. */
const current = myself.extend({
  proof: z.object({ endsSessionsUntil: z.date().nullable(), changesPasswordUntil: z.date().nullable() }),
  /** The application that signs this user in, or null for an account with a password. */
  application: z
    .object({
      name: z.string().nullable(),
      /** Whether it confirms who the user is, at an address of its own. */
      canStepUp: z.boolean(),
      /** Where the user changes the password there. */
      accountUrl: z.string().nullable(),
    })
    .nullable(),
});

const myselfRoute = restRoute({
  method: 'GET',
  path: '/api/v1/user/myself',
  summary: 'Get the signed-in user',
  description:
    'Answers the id and the e-mail address of the account that the token belongs to. The id never changes and is never given to another account.',
  status: 200,
  body: z.object({ msg: z.literal('Information about yourself'), user: documentedUser }),
  errors: [],
  present: ({ displayName, ...user }: z.infer<typeof myself>) => ({
    msg: 'Information about yourself' as const,
    user: { ...user, ...(displayName === undefined ? {} : { display_name: displayName }) },
  }),
});

/** Whose request it is, for a proxy that asks before it forwards one. */
const verified = z.object({
  subject: z.string(),
  sessionId: z.int().min(1),
  email: z.string().nullable(),
  methods: z.array(z.string()),
});

const verifyRoute = restRoute({
  method: 'GET',
  path: '/api/v1/verify',
  summary: 'Verify a request for a proxy',
  description:
    'For forward authentication (nginx `auth_request`, Caddy `forward_auth`, Traefik `forwardAuth`): answers whose session the cookies or the Bearer token of a request open, in the headers `Latchkey-Subject`, `Latchkey-Session`, `Latchkey-Email` and `Latchkey-Methods`. The proxy has to remove these headers from what the client sent. Counts as a use of the session. A success has no body, because nginx and Caddy close the connection after one that they do not read.',
  status: 200,
  acceptsCookie: true,
  headers({ subject, sessionId, email, methods }: z.infer<typeof verified>) {
    const headers: Record<string, string> = { 'latchkey-subject': subject, 'latchkey-session': String(sessionId) };
    if (email !== null) headers['latchkey-email'] = email;
    headers['latchkey-methods'] = methods.join(',');
    return headers;
  },
  body: emptyAnswer,
  errors: [],
  present: () => undefined,
});

const verifiedOf = ({ user, session }: Principal): z.infer<typeof verified> => ({
  subject: subjectOf(user),
  sessionId: session.id,
  email: user.email,
  methods: [...session.methods],
});

export const userRouter = router({
  /** The signed-in user. */
  myself: signedIn
    .meta({ rest: myselfRoute, fromMemory: ({ user }) => myselfOf(user) })
    .output(myself)
    .query(({ ctx }) => myselfOf(ctx.principal.user)),

  /** Whose request it is, for a proxy that asks before it forwards one. */
  verify: signedIn
    .meta({ rest: verifyRoute, fromMemory: verifiedOf })
    .output(verified)
    .query(({ ctx }) => verifiedOf(ctx.principal)),

  /**
   * The signed-in user, and until when the page need not ask for the password. Null for a request without a token. Fails for
   * a token that is wrong or whose session has ended.
   */
  current: open.output(current.nullable()).query(async ({ ctx }) => {
    if (ctx.token === null) return null;
    const principal = await principalOf(ctx);
    const { sessions } = ctx.services;
    const proof = sessions.proofExpiry(principal);
    return { ...myselfOf(principal.user), proof, application: applicationOf(ctx.services, principal.user) };
  }),

  /** After how long the caller's unused sessions expire: the user's own limit, the default, and the choices. */
  idleLimits: signedIn.output(idleLimitsSchema).query(({ ctx }) => ctx.services.sessions.idleLimits(ctx.principal)),

  /** Sets the user's own idle limit, or removes it (null). Ends the sessions that are over it, and gives how many. */
  setIdleLimit: changing
    .input(z.object({ limit: ownIdleLimit.nullable() }))
    .output(z.object({ ended: z.number() }))
    .mutation(async ({ ctx, input }) => {
      const ended = unwrap(await ctx.services.sessions.setIdleLimit(ctx.principal, input.limit));
      return { ended };
    }),

  /** Sets the language of mails to the caller. Ignored from a device that is not confirmed. */
  setLanguage: changing
    .input(z.object({ language }))
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.services.users.setLanguage(ctx.principal, input.language)),
});
