import { z } from 'zod';
import { maxTextBytes } from './announcement-channel.ts';
import type { Invalidation } from './invalidation.ts';

const id = z.string().max(40);
const round = z.int();

const announcement = z.union([
  z.object({ from: id, round, users: z.union([z.array(z.int()), z.literal('all')]) }),
  z.object({ from: id, confirms: z.array(z.tuple([id, round])) }),
]);

/** A message between instances: a change of users' sessions, or confirmations that changes were processed. */
export type Announcement =
  | { readonly from: string; readonly round: number; readonly users: Invalidation }
  | { readonly from: string; readonly confirms: readonly (readonly [to: string, round: number])[] };

/** Ids that fit into one text, at most 17 characters each. A change of more users is sent as a change of all. */
const maxUsers = Math.floor((maxTextBytes - 100) / 17);

/** Confirmations that fit into one text. */
export const maxConfirmations = Math.floor((maxTextBytes - 100) / 60);

export function encode(message: Announcement): string {
  const tooMany = 'users' in message && message.users.length > maxUsers;
  return JSON.stringify(tooMany ? { ...message, users: 'all' } : message);
}

/** Parses a text. Null where it is not an announcement. */
export function decode(text: string): Announcement | null {
  try {
    return announcement.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
