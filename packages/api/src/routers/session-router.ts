import { type SessionView, sessionViewSchema } from '@latchkey/sessions/sessions/session-view';
import {
  type SessionListEvent,
  type SessionListUpdate,
  sessionListUpdateSchema,
} from '@latchkey/sessions/session-subscriptions/session-list-event';
import { type Page, type SessionCursor, sessionOrders } from '@latchkey/sessions/sessions/session-store';
import { z } from 'zod';
import { router, signedIn } from '../procedure.ts';
import { ApiError, unwrap } from '../api-error.ts';
import { devicesPath, documentedDevice, documentedDeviceSchema } from '../rest/documented-device.ts';
import { documentedSession, documentedSessionSchema, sessionPath } from '../rest/documented-session.ts';
import { restRoute } from '../rest/route.ts';
import { idInput, numberInput } from '../rest/text-input.ts';

/** Streams of one user share events: each is checked, and later serialized, once. */
const checkedEvents = new WeakMap<SessionListEvent, SessionListUpdate>();

/** Checks the events of a stream against the schema of the output. Throws the error that ends the stream. */
async function* checked(events: AsyncIterable<SessionListEvent>): AsyncGenerator<SessionListUpdate, void, undefined> {
  for await (const event of events) {
    if (!event.ok) throw new ApiError(event.code, { end: event.explained });
    let update = checkedEvents.get(event);
    if (update === undefined) checkedEvents.set(event, (update = sessionListUpdateSchema.parse(event)));
    yield update;
  }
}

const cursor = z.object({ lastUsed: z.int().min(0), id: z.int().min(0) });

/** A cursor as REST has it: `1772366400000000.7`. */
const cursorText = ({ lastUsed, id }: SessionCursor): string => `${lastUsed}.${id}`;

const cursorInput = z
  .union(
    [
      cursor,
      z
        .string()
        .regex(/^\d{1,16}\.\d{1,16}$/)
        .transform((text) => {
          const [lastUsed, id] = text.split('.');
          return { lastUsed: Number(lastUsed), id: Number(id) };
        })
        .pipe(cursor),
    ],
    'Must be the cursor that the page before has answered',
  )
  .meta({ anyOf: undefined, type: 'string' });

/** The most sessions of one page. */
const mostOfPage = 500;

/** The most ids that fit into a body and into one SQL statement. */
const mostIds = 5_000;

const listRoute = restRoute({
  method: 'GET',
  path: sessionPath,
  summary: 'Get all sessions',
  description: 'Lists every session that is signed in to the account, the least recently used first.',
  status: 200,
  body: z.object({ msg: z.literal('List of all sessions'), sessions: z.array(documentedSessionSchema) }),
  errors: [],
  present: ({ sessions }: { readonly sessions: readonly SessionView[] }) => ({
    msg: 'List of all sessions' as const,
    sessions: sessions.map(documentedSession),
  }),
});

const revokeRoute = restRoute({
  method: 'DELETE',
  path: `${sessionPath}/{id}`,
  summary: 'Delete session',
  description:
    'Ends one session of the account by its id, the current one included. To end another one, a session that began in a browser needs a recent proof of who its user is, by the password or by the application that signs them in, and where the operator chose so every session does (`step_up_required`).',
  status: 200,
  body: z.object({ msg: z.literal('Successfully deleted session') }),
  errors: ['session_token_not_found', 'step_up_required', 'rate_limited'],
  present: () => ({ msg: 'Successfully deleted session' as const }),
});

const devicesRoute = restRoute({
  method: 'GET',
  path: devicesPath,
  summary: 'Get all devices',
  description: `Lists the sessions of the account with their devices: everything that the page shows, and which one asks. At most ${mostOfPage} on one page; \`next\` is the \`after\` of the next page, or null after the last one. \`order\` is \`latest_use_first\` or \`oldest_use_first\`.`,
  status: 200,
  query: ['order', 'after', 'limit'],
  body: z.object({
    msg: z.literal('List of all devices'),
    devices: z.array(documentedDeviceSchema),
    next: z.string().nullable(),
  }),
  errors: ['validation_failed'],
  present: ({ sessions, next }: Page<SessionView>) => ({
    msg: 'List of all devices' as const,
    devices: sessions.map(documentedDevice),
    next: next && cursorText(next),
  }),
});

const revokeOthersRoute = restRoute({
  method: 'DELETE',
  path: `${devicesPath}/others`,
  summary: 'Log out all other devices',
  description:
    'Ends every session of the account but the one that asks, and answers how many. A session that began in a browser needs a recent proof of who its user is, by the password or by the application that signs them in, and where the operator chose so every session does (`step_up_required`).',
  status: 200,
  body: z.object({ msg: z.literal('Successfully ended all other sessions'), ended: z.int() }),
  errors: ['step_up_required', 'rate_limited'],
  present: ({ ended }: { readonly ended: number }) => ({
    msg: 'Successfully ended all other sessions' as const,
    ended,
  }),
});

const logoutRoute = restRoute({
  method: 'POST',
  path: `${sessionPath}/logoutCurrentSession`,
  summary: 'Logout session',
  description:
    'Ends the current session. The body confirms which one by its token: the token of any other session is refused.',
  status: 200,
  body: z.object({ msg: z.literal('Successfully logged out and deleted session') }),
  errors: ['session_token_incorrect'],
  present: () => ({ msg: 'Successfully logged out and deleted session' as const }),
});

export const sessionRouter = router({
  /** Every live session of the caller, oldest use first. */
  list: signedIn
    .meta({
      rest: listRoute,
      isLong: true,
      fromMemory(principal, { sessions }) {
        const cached = sessions.cachedList(principal);
        return cached && { sessions: cached };
      },
    })
    .output(z.object({ sessions: z.array(sessionViewSchema) }))
    .query(async ({ ctx }) => ({ sessions: await ctx.services.sessions.list(ctx.principal) })),

  /** A page of the caller's live sessions. `next` is the `after` of the next page, or null after the last one. */
  page: signedIn
    .meta({ rest: devicesRoute })
    .input(
      z.object({
        order: z.enum(sessionOrders).default('latest_use_first'),
        after: cursorInput.nullable().default(null),
        limit: numberInput(1, mostOfPage).default(mostOfPage),
      }),
    )
    .output(z.object({ sessions: z.array(sessionViewSchema), next: cursor.nullable() }))
    .query(async ({ ctx, input }) => {
      const { sessions, next } = await ctx.services.sessions.page(ctx.principal, input);
      return { sessions: [...sessions], next };
    }),

  /**
   * Streams the caller's live sessions: first those that were used last, at most a hundred, then each change of the list. The
   * stream ends with an error when the caller's session ends, or when the proof of a bound session that came with the request
   * expires. Fails with `too_many_streams` where the account or the network has too many open.
   */
  watch: signedIn.subscription(({ ctx, signal = new AbortController().signal }) => {
    return checked(unwrap(ctx.services.subscriptions.open(ctx.principal, ctx.client().ip, signal)));
  }),

  /** Ends one session of the caller by its id. Ids of other users and of ended sessions are `session_token_not_found`. */
  revoke: signedIn
    .meta({ rest: revokeRoute })
    .input(z.object({ id: idInput }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const { principal, services } = ctx;
      unwrap(await services.revocation.revoke(principal, input.id));
      if (input.id === principal.session.id) ctx.answer.tokenChange = { kind: 'ended' };
    }),

  /** Ends the caller's sessions with these ids, except the current one. Gives the ids of those that it ended. */
  revokeMany: signedIn
    .input(z.object({ ids: z.array(z.number()).max(mostIds) }))
    .output(z.object({ ended: z.array(z.number()) }))
    .mutation(async ({ ctx, input }) => ({
      ended: unwrap(await ctx.services.revocation.revokeMany(ctx.principal, input.ids)),
    })),

  /** Ends every session of the caller except the current one. Gives how many it ended. */
  revokeOthers: signedIn
    .meta({ rest: revokeOthersRoute })
    .output(z.object({ ended: z.number() }))
    .mutation(async ({ ctx }) => ({ ended: unwrap(await ctx.services.revocation.revokeOthers(ctx.principal)) })),

  /** Ends every session of the caller, the current one included. Gives how many it ended. */
  revokeAll: signedIn.output(z.object({ ended: z.number() })).mutation(async ({ ctx }) => {
    const ended = unwrap(await ctx.services.revocation.revokeAll(ctx.principal));
    ctx.answer.tokenChange = { kind: 'ended' };
    return { ended };
  }),

  /** Ends the current session. For the page, which cannot read its token from the cookie. */
  logout: signedIn.output(z.void()).mutation(async ({ ctx }) => {
    await ctx.services.revocation.logout(ctx.principal);
    ctx.answer.tokenChange = { kind: 'ended' };
  }),

  /** Ends the current session. For programs, which confirm the session by its token. */
  logoutCurrentSession: signedIn
    .meta({ rest: logoutRoute })
    .input(z.object({ sessionToken: z.string('Required').min(1, 'Required') }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      unwrap(await ctx.services.revocation.logoutConfirmed(ctx.principal, input.sessionToken));
      ctx.answer.tokenChange = { kind: 'ended' };
    }),
});
