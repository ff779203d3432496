import { useAuth } from '../../api/queries.ts';
import { messages } from '../../i18n/messages.ts';

/** The application that signs this user in, or null for an account with a password. */
export const useApplication = () => useAuth().data?.user?.application ?? null;

/** `at Acme`, or `at the application`. */
export const atApplication = ({ name }: { readonly name: string | null }): string => messages.application.at(name);

/** Where this tab stores what the user chose before they left for a step-up at the application. */
export const pendingKey = 'latchkey-step-up';

let isEmbedded = false;

/** For components in the page of an application: users return to the page that they leave. */
export function returnHere() {
  isEmbedded = true;
}

/** Whether users return to the page that they leave. Otherwise to the page of Latchkey. */
export const returnsHere = (): boolean => isEmbedded;
