import { toast } from 'sonner';
import { isCalledOff, isSignedOut, refusalOf } from '../api/refusal.ts';
import { explain } from './explanation.ts';

/** Says what did not happen, and why. Not to who is on the way out, and not to who called it off: they know. */
export function toastFailure(what: string, error: unknown) {
  const refusal = refusalOf(error);
  if (!isSignedOut(refusal) && !isCalledOff(refusal)) toast.error(what, { description: explain(error) });
}
