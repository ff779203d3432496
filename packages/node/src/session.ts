import { z } from 'zod';

/** The answer of `serviceSession.introspect` about a live session (RFC 7662, 2.2). Times in seconds since 1970. */
export const activeAnswer = z.object({
  active: z.literal(true),
  sub: z.string(),
  sid: z.string(),
  amr: z.array(z.string()),
  auth_time: z.int(),
  iat: z.int(),
  exp: z.int(),
  bound: z.boolean(),
  email: z.string().optional(),
  name: z.string().optional(),
});

export const introspectionAnswer = z.discriminatedUnion('active', [
  activeAnswer,
  z.object({ active: z.literal(false) }),
]);

/** A live session, and whose it is. */
export interface Session {
  readonly id: number;
  /** The application's own id of the user, as it gave it to `sessions.begin`. */
  readonly subject: string;
  readonly email: string | null;
  readonly name: string | null;
  /** How the user proved who they are: names of RFC 8176 (`pwd`, `otp`, `hwk` …), or the application's own. */
  readonly methods: readonly string[];
  /** When the user proved it. */
  readonly provedAt: Date;
  readonly createdAt: Date;
  /** When the session expires if it is not used again. */
  readonly expiresAt: Date;
  /** Whether the session is bound to a key of its device. */
  readonly isBound: boolean;
}

/** A time of an answer, in seconds since 1970. */
export const moment = (seconds: number): Date => new Date(1000 * seconds);

/** The session of an answer, or null where there is none. */
export function sessionFromAnswer(answer: z.infer<typeof introspectionAnswer>): Session | null {
  if (!answer.active) return null;
  const { sid, sub, email, name, amr, auth_time: provedAt, iat, exp, bound } = answer;
  return {
    id: Number(sid),
    subject: sub,
    email: email ?? null,
    name: name ?? null,
    methods: amr,
    provedAt: moment(provedAt),
    createdAt: moment(iat),
    expiresAt: moment(exp),
    isBound: bound,
  };
}
