import { useAuth } from '../../api/queries.ts';
import { messages } from '../../i18n/messages.ts';

/** The application that signs this user in, or null for an account with a password. */
export const useApplication = () => useAuth().data?.user?.application ?? null;

/** `at Acme`, or `at the application`. */
export const atApplication = ({ name }: { readonly name: string | null }): string => messages.application.at(name);
