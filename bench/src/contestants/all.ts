import { authJs } from './auth-js.ts';
import { betterAuth, betterAuthCookieCache } from './better-auth.ts';
import type { Contestant } from './contestant.ts';
import type { Field } from './field.ts';
import { bareFastify, handWritten } from './hand-written.ts';
import { latchkeyRest, latchkeyTrpc } from './latchkey.ts';
import { lucia } from './lucia.ts';
import { expressSession, fastifySession } from './session-plugin.ts';
import { openTrpc, stockTrpc } from './trpc.ts';

/** All contestants in the order of a round. Those that are compared directly are next to each other. */
export const allContestants = (field: Field): readonly Contestant[] => [
  bareFastify(field),
  latchkeyRest(field),
  handWritten(field, 'map'),
  handWritten(field, 'select'),
  handWritten(field, 'prisma'),
  latchkeyTrpc(field),
  openTrpc(field),
  stockTrpc('standalone'),
  stockTrpc('fastify'),
  fastifySession(false),
  fastifySession(true),
  expressSession('redis'),
  expressSession('postgres'),
  lucia(),
  authJs(),
  betterAuth({ joins: false }),
  betterAuth({ joins: true }),
  betterAuthCookieCache(),
];
