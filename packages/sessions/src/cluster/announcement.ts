import { z } from 'zod';
import { longestText } from './announcement-channel.ts';
import type { Change } from './change.ts';

const id = z.string().max(40);
const round = z.int();

const announcement = z.union([
  z.object({ from: id, round, users: z.union([z.array(z.int()), z.literal('everyone')]) }),
  z.object({ from: id, confirms: z.array(z.tuple([id, round])) }),
]);

/** What instances say to each other: that something was changed, or that they have forgotten what was before. */
export type Announcement =
  | { readonly from: string; readonly round: number; readonly users: Change }
  | { readonly from: string; readonly confirms: readonly (readonly [to: string, round: number])[] };

/** Ids that fit in one text: each takes at most 17 characters. A change of more users is told as one of everyone. */
const mostUsers = Math.floor((longestText - 100) / 17);

/** Confirmations that fit in one text. */
export const mostConfirmations = Math.floor((longestText - 100) / 60);

export function encode(message: Announcement): string {
  const tooMany = 'users' in message && message.users.length > mostUsers;
  return JSON.stringify(tooMany ? { ...message, users: 'everyone' } : message);
}

/** What a text says, or null where it says nothing: whatever else is on the channel is nobody's business. */
export function decode(text: string): Announcement | null {
  try {
    return announcement.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
