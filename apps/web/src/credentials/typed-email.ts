let typed = '';

/** The e-mail address that was typed on the way in. Signing in and signing up share it, in memory only, until one is in. */
export const typedEmail = (): string => typed;

export function keepTypedEmail(email: string) {
  typed = email;
}
