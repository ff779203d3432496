import type { ListedSession } from '@latchkey/sessions/listed-session';
import { sessionChangeKinds } from '@latchkey/sessions/session-change';
import type { SessionListEvent } from '@latchkey/sessions/session-subscriptions/session-list-event';
import { sessionOrders } from '@latchkey/sessions/session-store';
import { z } from 'zod';
import { deviceDescription } from './device-description.ts';
import { place } from './place.ts';
import { router, signedIn } from './procedure.ts';
import { Refusal, refuse } from './refusal.ts';
import { restRoute } from './rest/route.ts';

const path = '/api/v1/user/myself/session';

const listedSession = z.object({
  id: z.number(),
  deviceId: z.number(),
  device: deviceDescription,
  ownersName: z.string().nullable(),
  selfName: z.string().nullable(),
  information: z.string(),
  address: z.string().nullable(),
  place,
  createdAt: z.date(),
  lastUsedAt: z.date(),
  /** Bit i stands for the UTC day that lies i days before that of `lastUsedAt`. */
  activeDays: z.number(),
  expiresAt: z.date(),
  expiresUnlessUsed: z.boolean(),
  isCurrent: z.boolean(),
  /** Whether the owner of the account has said that the device is theirs, or it was there from the beginning. */
  isConfirmed: z.boolean(),
  /** Whether its token opens nothing without the key of its device. */
  isBound: z.boolean(),
});

const watched = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), sessions: z.array(listedSession), isComplete: z.boolean() }),
  z.object({
    kind: z.literal('changed'),
    sessions: z.array(listedSession),
    changes: z.array(z.object({ kind: z.enum(sessionChangeKinds), sessionId: z.number() })),
  }),
]);

type Watched = z.infer<typeof watched>;

/** Streams of one user share events: each is checked, and later made text, once. */
const checkedEvents = new WeakMap<SessionListEvent, Watched>();

async function* checked(events: AsyncIterable<SessionListEvent>): AsyncGenerator<Watched, void, undefined> {
  for await (const event of events) {
    if (!event.ok) throw new Refusal(event.code, { end: event.explained });
    let output = checkedEvents.get(event);
    if (output === undefined) checkedEvents.set(event, (output = watched.parse(event)));
    yield output;
  }
}

const cursor = z.object({ lastUsed: z.int().min(0), id: z.int().min(0) });

/** So many ids fit into a body, and into one statement. */
const mostIds = 5_000;

/** Ids start at 1. Whatever is no id at all names no session, so that every wrong id gets one and the same answer. */
const noSession = 0;

const sessionId = z
  .union([z.number(), z.string()])
  .meta({ anyOf: undefined, type: 'integer', format: 'int64', minimum: 1 })
  .transform((id) => (typeof id === 'number' ? id : /^[1-9]\d{0,15}$/.test(id) ? Number(id) : noSession));

const documentedSession = z
  .object({
    id: z.int().min(1),
    information: z.string(),
    last_used: z.string().meta({ format: 'date-time', examples: ['2019-09-25T17:36:36.000000Z'] }),
    delete_session: z.object({ href: z.string(), method: z.literal('DELETE') }),
  })
  .meta({ id: 'Session' });

/** UTC with six digits. The clock that wrote it tells milliseconds, so the last three are truly zero. */
const sixDigits = (moment: Date): string => moment.toISOString().replace('Z', '000Z');

const documented = ({ id, information, lastUsedAt }: ListedSession): z.infer<typeof documentedSession> => ({
  id,
  information,
  last_used: sixDigits(lastUsedAt),
  delete_session: { href: `${path.slice(1)}/${id}`, method: 'DELETE' },
});

const listRoute = restRoute({
  method: 'GET',
  path,
  summary: 'Get all sessions',
  description: 'Lists every session that is signed in to the account, the least recently used first.',
  status: 200,
  body: z.object({ msg: z.literal('List of all sessions'), sessions: z.array(documentedSession) }),
  refusals: [],
  present: ({ sessions }: { sessions: ListedSession[] }) => ({
    msg: 'List of all sessions' as const,
    sessions: sessions.map(documented),
  }),
});

const revokeRoute = restRoute({
  method: 'DELETE',
  path: `${path}/{id}`,
  summary: 'Delete session',
  description:
    'Ends one session of the account by its id, the current one included. To end another one, a session that began in a browser needs a recent proof of the password, and where the operator chose so every session does (`step_up_required`).',
  status: 200,
  body: z.object({ msg: z.literal('Successfully deleted session') }),
  refusals: ['session_token_not_found', 'step_up_required'],
  present: () => ({ msg: 'Successfully deleted session' as const }),
});

const logoutRoute = restRoute({
  method: 'POST',
  path: `${path}/logoutCurrentSession`,
  summary: 'Logout session',
  description:
    'Ends the current session. The body confirms which one by its token: the token of any other session is refused.',
  status: 200,
  body: z.object({ msg: z.literal('Successfully logged out and deleted session') }),
  refusals: ['session_token_incorrect'],
  present: () => ({ msg: 'Successfully logged out and deleted session' as const }),
});

export const sessionRouter = router({
  /** Every live session of the caller, oldest use first. */
  list: signedIn
    .meta({ rest: listRoute })
    .output(z.object({ sessions: z.array(listedSession) }))
    .query(async ({ ctx }) => ({ sessions: await ctx.services.sessions.list(ctx.principal) })),

  /** A part of them, for whoever has many. `next` is the `after` of the next page. */
  page: signedIn
    .input(
      z.object({
        order: z.enum(sessionOrders),
        after: cursor.nullable().default(null),
        limit: z.int().min(1).max(500).default(500),
      }),
    )
    .output(z.object({ sessions: z.array(listedSession), next: cursor.nullable() }))
    .query(async ({ ctx, input }) => {
      const { sessions, next } = await ctx.services.sessions.page(ctx.principal, input);
      return { sessions: [...sessions], next };
    }),

  /**
   * At the beginning the caller's live sessions, or of many those that were used last; then, whenever something of them
   * changes, what has happened to which. Ends with the caller's own session, and says how that ended; and where the session
   * is bound to its device, when the proof that came with the request is over. Too many streams at once are refused.
   */
  watch: signedIn.subscription(({ ctx, signal = new AbortController().signal }) => {
    const opened = ctx.services.sessions.watch(ctx.principal, ctx.client().address, signal);
    if (!opened.ok) throw refuse(opened);
    return checked(opened.value);
  }),

  /** Ends one session of the caller. */
  revoke: signedIn
    .meta({ rest: revokeRoute })
    .input(z.object({ id: sessionId }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const revoked = await ctx.services.sessions.revoke(ctx.principal, input.id);
      if (!revoked.ok) throw new Refusal(revoked.code);
      if (input.id === ctx.principal.session.id) ctx.delivery.withdraw();
    }),

  /** Ends the sessions of the caller that are named, but never the current one, and tells which of them were there to end. */
  revokeMany: signedIn
    .input(z.object({ ids: z.array(z.number()).max(mostIds) }))
    .output(z.object({ ended: z.array(z.number()) }))
    .mutation(async ({ ctx, input }) => {
      const ended = await ctx.services.sessions.revokeMany(ctx.principal, input.ids);
      if (!ended.ok) throw new Refusal(ended.code);
      return { ended: ended.value };
    }),

  /** Ends every session of the caller but the current one. */
  revokeOthers: signedIn.output(z.object({ ended: z.number() })).mutation(async ({ ctx }) => {
    const ended = await ctx.services.sessions.revokeOthers(ctx.principal);
    if (!ended.ok) throw new Refusal(ended.code);
    return { ended: ended.value };
  }),

  /** Ends every session of the caller, the current one included. */
  revokeAll: signedIn.output(z.object({ ended: z.number() })).mutation(async ({ ctx }) => {
    const ended = await ctx.services.sessions.revokeAll(ctx.principal);
    if (!ended.ok) throw new Refusal(ended.code);
    ctx.delivery.withdraw();
    return { ended: ended.value };
  }),

  /** Ends the current session. For the page, whose token no script can read. */
  logout: signedIn.output(z.void()).mutation(async ({ ctx }) => {
    await ctx.services.sessions.logout(ctx.principal);
    ctx.delivery.withdraw();
  }),

  /** Ends the current session. For programs, which confirm by its token that they mean this one. */
  logoutCurrentSession: signedIn
    .meta({ rest: logoutRoute })
    .input(z.object({ sessionToken: z.string('Required').min(1, 'Required') }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const ended = await ctx.services.sessions.logoutConfirmed(ctx.principal, input.sessionToken);
      if (!ended.ok) throw new Refusal(ended.code);
      ctx.delivery.withdraw();
    }),
});
