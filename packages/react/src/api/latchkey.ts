import { createLatchkeyClient, type LatchkeyClient, type OnStepUp } from '@latchkey/client';
import { timedFetch } from './server-clock.ts';
import { requestStepUp } from './step-up.ts';

/** The address of Latchkey: the origin of the page, unless `connect` has set another or a path. */
let address = '';
let client: LatchkeyClient | undefined;
let ownStepUp: OnStepUp | null = null;

/**
 * The client of this document. One is enough, because the cookies of a browser hold one session for each address. It is created
 * in the browser only, with the first request or subscription.
 */
export const latchkey = (): LatchkeyClient =>
  (client ??= createLatchkeyClient({
    url: address,
    fetch: timedFetch,
    onStepUp: (stepUp) => (ownStepUp ?? requestStepUp)(stepUp),
  }));

const listeners = new Set<() => void>();

/** Calls `listener` whenever the address has changed, and with it the client. Returns a function that stops that. */
export function onConnect(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Sets the address of Latchkey, which may have a path. */
export function connect(url: string) {
  if (url === address) return;
  address = url;
  client = undefined;
  for (const listener of listeners) listener();
}

/** Sets what asks for a step-up in place of the dialogs. */
export function replaceStepUp(onStepUp: OnStepUp | null) {
  ownStepUp = onStepUp;
}

/** Whether the application asks for each step-up itself, so that no form asks for the password. */
export const asksElsewhere = (): boolean => ownStepUp !== null;

/** The handling of a request whose form asks for the password itself: `step_up_required` is then an error like others. */
export const stepUpOfForm = () => (ownStepUp === null ? { onStepUp: null } : undefined);
