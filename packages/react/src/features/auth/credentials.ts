import { apiErrorOf, type ErrorReason, errorReasonOf, isStepUpDeclined } from '../../api/api-error.ts';
import { messages } from '../../i18n/messages.ts';
import { explainError } from '../../ui/explain-error.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly rememberMe: boolean;
}

/** Problems by the field that they belong to. `form` belongs to no single field. */
export interface Problems {
  readonly email?: string;
  readonly password?: string;
  readonly form?: string;
}

const emailShape = /^\S+@\S+$/;
const minLength = 8;

/** Checks what needs no request. The server checks again. */
export function problemsIn({ email, password }: Credentials, purpose: 'signIn' | 'signUp'): Problems {
  const emailProblem = problemInEmail(email);
  const passwordProblem = purpose === 'signIn' ? problemInPassword(password) : problemInNewPassword(password);
  return {
    ...(emailProblem && { email: emailProblem }),
    ...(passwordProblem && { password: passwordProblem }),
  };
}

export function problemInEmail(email: string): string | null {
  const { emailMissing, emailMalformed } = messages.credentials;
  const address = email.trim();
  if (address === '') return emailMissing;
  return emailShape.test(address) ? null : emailMalformed;
}

export function problemInPassword(password: string): string | null {
  return password === '' ? messages.credentials.passwordMissing : null;
}

export function problemInNewPassword(password: string): string | null {
  const isShort = Array.from(password.normalize('NFKC')).length < minLength;
  return problemInPassword(password) ?? (isShort ? messages.credentials.passwordShort : null);
}

/** The field of an error code, where it belongs to one. */
const fields: Partial<Record<ErrorReason, keyof Problems>> = {
  email_taken: 'email',
  credentials_incorrect: 'password',
  password_incorrect: 'password',
};

export function problemsOf(error: unknown): Problems {
  const apiError = apiErrorOf(error);
  if (!error || isStepUpDeclined(apiError)) return {};
  const { email, newPassword, password = newPassword } = apiError?.fields ?? {};
  if (email || password) return { ...(email && { email }), ...(password && { password }) };
  return { [fields[errorReasonOf(error)] ?? 'form']: explainError(error) };
}

let typed = '';

/** The e-mail address typed into one of the forms. In memory only, and emptied after a sign-in. */
export const typedEmail = (): string => typed;

export function keepTypedEmail(email: string) {
  typed = email;
}
