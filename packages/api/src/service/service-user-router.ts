import { email } from '@latchkey/sessions/accounts/email';
import { anySubject, displayName, sessionLimits, subject } from '@latchkey/sessions/applications/subject';
import { type SessionView, sessionViewSchema } from '@latchkey/sessions/sessions/session-view';
import { z } from 'zod';
import { unwrap } from '../api-error.ts';
import { documentedDevice, documentedDeviceSchema } from '../rest/documented-device.ts';
import { restRoute } from '../rest/route.ts';
import { idInput } from '../rest/text-input.ts';
import { clientInput, programOf } from './service-client.ts';
import { serviceRouterOf, withScope } from './service-procedure.ts';

const userPath = '/api/v1/service/users/{subject}';

const ended = z.object({ ended: z.number() });
const endedBody = z.object({ msg: z.string(), ended: z.int() });
const presentEnded =
  (msg: string) =>
  ({ ended: count }: z.infer<typeof ended>) => ({ msg, ended: count });

/** A session of a user, for an application's own pages: what its user sees, without what depends on who asks. */
const documentedSession = documentedDeviceSchema
  .omit({ is_current: true, delete_session: true })
  .meta({ id: 'ServiceListedSession' });

const documented = (session: SessionView): z.infer<typeof documentedSession> => {
  const { is_current: _current, delete_session: _link, ...listed } = documentedDevice(session);
  return listed;
};

const listRoute = restRoute({
  method: 'GET',
  path: `${userPath}/sessions`,
  summary: 'Get the sessions of a user',
  description:
    'Lists every live session of a user, the least recently used first. A user has as many as its caps allow.',
  status: 200,
  body: z.object({ msg: z.string(), sessions: z.array(documentedSession) }),
  errors: ['validation_failed', 'subject_not_found'],
  present: ({ sessions }: { readonly sessions: readonly SessionView[] }) => ({
    msg: 'Sessions of the user',
    sessions: sessions.map(documented),
  }),
});

const endRoute = restRoute({
  method: 'DELETE',
  path: `${userPath}/sessions/{id}`,
  summary: 'End a session of a user',
  description: 'Ends one session of a user by its id. Once this is answered, no instance accepts its token.',
  status: 200,
  body: z.object({ msg: z.string() }),
  errors: ['validation_failed', 'subject_not_found', 'session_token_not_found'],
  present: () => ({ msg: 'Successfully ended session' }),
});

const endAllRoute = restRoute({
  method: 'DELETE',
  path: `${userPath}/sessions`,
  summary: 'End all sessions of a user',
  description: 'Ends every session of a user. Once this is answered, no instance accepts their tokens.',
  status: 200,
  body: endedBody,
  errors: ['validation_failed', 'subject_not_found'],
  present: presentEnded('Successfully ended sessions'),
});

const updateRoute = restRoute({
  method: 'POST',
  path: userPath,
  summary: 'Create or change a user',
  description:
    'Sets the e-mail address and the name of a user, how many sessions the user may have in browsers and in programs, and what happens at that (`at_limit`: `end_another` or `refuse`), and creates the user where there is none. A field that is left out stays as it is, null removes it. The application vouches for the address: mails about sign-ins go there.',
  status: 200,
  body: z.object({ msg: z.string() }),
  errors: [],
  present: () => ({ msg: 'Successfully saved user' }),
});

const disableRoute = restRoute({
  method: 'POST',
  path: `${userPath}/disable`,
  summary: 'Disable a user',
  description: 'Ends every session of a user, and refuses to begin new ones until the user is enabled again.',
  status: 200,
  body: endedBody,
  errors: ['subject_not_found'],
  present: presentEnded('Successfully disabled user'),
});

const enableRoute = restRoute({
  method: 'POST',
  path: `${userPath}/enable`,
  summary: 'Enable a disabled user again',
  description: 'Allows new sessions of a user again. Ended sessions stay ended.',
  status: 200,
  body: z.object({ msg: z.string() }),
  errors: ['subject_not_found'],
  present: () => ({ msg: 'Successfully enabled user' }),
});

const removeRoute = restRoute({
  method: 'DELETE',
  path: userPath,
  summary: 'Remove a user',
  description: 'Ends every session of a user, and removes the user with all data. A later session begins a new user.',
  status: 200,
  body: endedBody,
  errors: ['validation_failed', 'subject_not_found'],
  present: presentEnded('Successfully removed user'),
});

const failureRoute = restRoute({
  method: 'POST',
  path: `${userPath}/failed-attempts`,
  summary: 'Record a failed attempt to sign in',
  description: 'Writes a failed attempt to sign in into the history that the user sees. Limited for each user.',
  status: 201,
  body: z.object({ msg: z.string() }),
  errors: ['subject_not_found', 'rate_limited'],
  present: () => ({ msg: 'Successfully recorded failed attempt' }),
});

const ofUser = z.object({ subject: anySubject });

export const serviceUserRouter = serviceRouterOf({
  /** The live sessions of a user, least recently used first. */
  sessions: withScope('sessions:list')
    .meta({ rest: listRoute })
    .input(ofUser)
    .output(z.object({ sessions: z.array(sessionViewSchema) }))
    .query(async ({ ctx, input }) => ({
      sessions: [...unwrap(await ctx.services.subjects.sessionsOf(input.subject))],
    })),

  /** Ends one session of a user by its id. A session of another user counts as missing. */
  endSession: withScope('sessions:end')
    .meta({ rest: endRoute })
    .input(ofUser.extend({ id: idInput }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      unwrap(await ctx.services.subjects.endSession(input.subject, input.id));
    }),

  /** Ends every session of a user. Gives how many it ended. */
  endSessions: withScope('sessions:end')
    .meta({ rest: endAllRoute })
    .input(ofUser)
    .output(ended)
    .mutation(async ({ ctx, input }) => ({ ended: unwrap(await ctx.services.subjects.endSessions(input.subject)) })),

  /** Creates a user, or changes the e-mail address and the name. */
  save: withScope('users:write')
    .meta({ rest: updateRoute })
    .input(
      z.object({
        subject,
        email: email.nullable().optional(),
        displayName: displayName.nullable().optional(),
        ...sessionLimits,
      }),
    )
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      await ctx.services.subjects.provision(input);
    }),

  /** Ends every session of a user, and refuses new ones. Gives how many it ended. */
  disable: withScope('users:write')
    .meta({ rest: disableRoute })
    .input(ofUser)
    .output(ended)
    .mutation(async ({ ctx, input }) => ({ ended: unwrap(await ctx.services.subjects.disable(input.subject)) })),

  /** Allows new sessions of a disabled user again. */
  enable: withScope('users:write')
    .meta({ rest: enableRoute })
    .input(ofUser)
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      unwrap(await ctx.services.subjects.enable(input.subject));
    }),

  /** Removes a user with all data. Gives how many sessions that ended. */
  remove: withScope('users:write')
    .meta({ rest: removeRoute })
    .input(ofUser)
    .output(ended)
    .mutation(async ({ ctx, input }) => ({ ended: unwrap(await ctx.services.subjects.delete(input.subject)) })),

  /** Writes a failed attempt to sign in into the history of a user. */
  recordFailure: withScope('history:write')
    .meta({ rest: failureRoute })
    .input(ofUser.extend({ client: clientInput }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      unwrap(await ctx.services.subjects.recordFailure(input.subject, programOf(input.client, ctx)));
    }),
});
