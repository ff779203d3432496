import { toast } from 'sonner';
import { isCalledOff, isSignedOut, isUnproved, refusalOf } from '../api/refusal.ts';
import { explain } from './explanation.ts';

/** Says what did not happen, and why. Not to who is on the way out, and not to who called it off: they know. */
export function toastFailure(what: string, error: unknown) {
  const refusal = refusalOf(error);
  const isLeaving = isSignedOut(refusal) || isUnproved(refusal);
  if (!isLeaving && !isCalledOff(refusal)) toast.error(what, { description: explain(error) });
}
