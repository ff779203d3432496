import type { SignInMethod } from '@latchkey/client';
import { localized } from '../../i18n/locale.ts';
import { messages } from '../../i18n/messages.ts';

const list = localized((locale) => new Intl.ListFormat(locale));

/** `a password and a one-time code`: providers by their names, and names that an application made up in quotes. */
export function methodsText(methods: readonly SignInMethod[]): string {
  const { kinds } = messages.signInMethods;
  return list().format(
    methods.map(({ kind, name = '' }) =>
      kind === 'brand' ? name : kind === 'other' ? messages.device.quoted(name) : kinds[kind],
    ),
  );
}

/** `Signed in with a passkey`, or `Signed in by Acme’s sign-in` where the application says no more. */
export function signInText(methods: readonly SignInMethod[], application: string | null): string {
  const { with: signedInWith, by } = messages.signInMethods;
  return methods.length > 0 ? signedInWith(methodsText(methods)) : by(application);
}

/** The same among other facts of a sign-in: `with a passkey`. Null where it is no longer known. */
export function briefSignInText(methods: readonly SignInMethod[] | null, application: string | null): string | null {
  const { brief, by } = messages.signInMethods;
  if (methods === null) return null;
  return methods.length > 0 ? brief(methodsText(methods)) : by(application);
}
