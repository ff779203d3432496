import { z } from 'zod';
import { errorCodeOf } from '../latchkey-error.ts';
import { activeAnswer } from '../session.ts';

const number = z.int();

/** What an instance sends. `verifier-message.ts` of packages/api describes each message. */
const toVerifier = z.union([
  z.object({ type: z.literal('welcome'), cookie: z.string() }),
  z.object({ type: z.literal('lease'), request: number, forgets: number, duration: z.number() }),
  z.object({ type: z.literal('forget'), number, users: z.union([z.array(number), z.literal('all')]) }),
  z.object({ type: z.literal('release'), number }),
  z.object({
    type: z.literal('session'),
    request: number,
    session: activeAnswer,
    hash: z.string(),
    user: number,
    lifetime: z.object({ absolute: z.number(), idle: z.number() }),
  }),
  z.object({ type: z.literal('session'), request: number, session: z.object({ active: z.literal(false) }) }),
  z.object({
    type: z.literal('refused'),
    request: number,
    code: z.string().transform(errorCodeOf),
    message: z.string(),
  }),
  z.object({ type: z.literal('checked'), request: number, users: z.array(number.nullable()) }),
]);
export type ToVerifier = z.output<typeof toVerifier>;

/** A session that was accepted from memory: the hash of its token, how many milliseconds ago, and the address of the request. */
export interface Use {
  readonly hash: string;
  readonly ago: number;
  readonly ip: string | null;
}

/** What this process sends. */
export type FromVerifier =
  | { readonly type: 'renew'; readonly request: number }
  | { readonly type: 'done'; readonly number: number }
  | {
      readonly type: 'ask';
      readonly request: number;
      readonly token: string | null;
      readonly cookie: string | null;
      readonly ip: string | null;
    }
  | { readonly type: 'check'; readonly request: number; readonly hashes: readonly string[] }
  | { readonly type: 'uses'; readonly uses: readonly Use[] };

/** The most sessions that one message may name. */
export const mostOfMessage = 500;

/** Parses a message. Null for one of a later version, which this one cannot follow. */
export function decode(text: string): ToVerifier | null {
  try {
    return toVerifier.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
