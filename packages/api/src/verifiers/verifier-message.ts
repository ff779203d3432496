import type { VerifierMessage } from '@latchkey/sessions/instances/verifier';
import { parseSessionTokenHash } from '@latchkey/sessions/tokens/session-token';
import { z } from 'zod';
import type { introspectionOf } from '../service/introspection.ts';
import { credentials } from '../service/service-credentials.ts';

/** The most sessions that one message names. */
const mostOfMessage = 500;

/** A use older than this, in milliseconds, is taken for one of this age: a verifier reports within seconds. */
const oldestUse = 60_000;

const number = z.int().min(0);

const tokenHash = z.string().transform((text, context) => {
  const hash = parseSessionTokenHash(text);
  if (hash !== null) return hash;
  context.addIssue('Must be a SHA-256 in hex');
  return z.NEVER;
});

/**
 * What a verifier sends. `renew`: it asks for a lease. `done`: it has done what the message with this number says. `ask`: whose
 * session a request has. `check`: which of these sessions are live. `uses`: sessions that it accepted from its memory, how many
 * milliseconds ago, and from which address.
 */
const fromVerifier = z.discriminatedUnion('type', [
  z.object({ type: z.literal('renew'), request: number }),
  z.object({ type: z.literal('done'), number }),
  z.object({ type: z.literal('ask'), request: number, ...credentials }),
  z.object({ type: z.literal('check'), request: number, hashes: z.array(tokenHash).max(mostOfMessage) }),
  z.object({
    type: z.literal('uses'),
    uses: z
      .array(
        z.object({
          hash: tokenHash,
          ago: z
            .number()
            .min(0)
            .transform((ago) => Math.min(ago, oldestUse)),
          ip: credentials.ip,
        }),
      )
      .max(mostOfMessage),
  }),
]);
export type FromVerifier = z.infer<typeof fromVerifier>;

/**
 * What a verifier receives. `welcome`: the name of the cookie with the session token. `session`: the answer to `ask`, with what a
 * verifier needs to keep it: the hash of its token, its user, and how long it lives, in milliseconds. `refused`: there is no answer
 * to `ask` or `check`. `checked`: the users of the sessions of `check`, and null for those that are not live.
 */
export type ToVerifier =
  | VerifierMessage
  | { readonly type: 'welcome'; readonly cookie: string }
  | { readonly type: 'session'; readonly request: number; readonly session: { readonly active: false } }
  | {
      readonly type: 'session';
      readonly request: number;
      readonly session: ReturnType<typeof introspectionOf>;
      readonly hash: string;
      readonly user: number;
      readonly lifetime: { readonly absolute: number; readonly idle: number };
    }
  | { readonly type: 'refused'; readonly request: number; readonly code: string; readonly message: string }
  | { readonly type: 'checked'; readonly request: number; readonly users: readonly (number | null)[] };

/** Parses a text. Null where it is no message of a verifier. */
export function decode(text: string): FromVerifier | null {
  try {
    return fromVerifier.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
