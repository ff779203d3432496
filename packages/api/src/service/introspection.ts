import { subjectOf } from '@latchkey/sessions/applications/subject';
import type { Latchkey } from '@latchkey/sessions/latchkey';
import type { Principal } from '@latchkey/sessions/sessions/principal';
import { z } from 'zod';

/** RFC 7662, 2.2, with names of OpenID Connect (`sid`, `auth_time`) and RFC 8176 (`amr`). */
export const introspection = z
  .object({
    active: z.boolean(),
    sub: z.string().optional(),
    sid: z.string().optional(),
    amr: z.array(z.string()).optional(),
    auth_time: z.int().optional(),
    iat: z.int().optional(),
    exp: z.int().optional(),
    bound: z.boolean().optional(),
    email: z.string().optional(),
    name: z.string().optional(),
  })
  .meta({ id: 'Introspection' });

const seconds = (moment: Date): number => Math.floor(moment.getTime() / 1000);

/** What an application learns of a live session. */
export function introspectionOf({ sessions }: Pick<Latchkey, 'sessions'>, { user, session }: Principal) {
  const { provedAt, expiresAt } = sessions.timesOf(session);
  return {
    active: true as const,
    sub: subjectOf(user),
    sid: String(session.id),
    amr: [...session.methods],
    auth_time: seconds(provedAt),
    iat: seconds(session.createdAt),
    exp: seconds(expiresAt),
    bound: session.binding !== null && session.binding.key !== null,
    ...(user.email === null ? {} : { email: user.email }),
    ...(user.displayName === null ? {} : { name: user.displayName }),
  };
}
