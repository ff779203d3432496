import { type Failure, failureOf, isCalledOff, refusalOf } from '../api/refusal.ts';
import { explain } from '../failures/explanation.ts';
import { sentences } from '../sentences.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly stayLoggedIn: boolean;
}

/** What stands in the way, in words, beside the field that it is about. `form` is about none of them. */
export interface Problems {
  readonly email?: string;
  readonly password?: string;
  readonly form?: string;
}

const emailShape = /^\S+@\S+$/;
const minLength = 8;

/** What can be told before asking the server. It has the last word. */
export function problemsIn({ email, password }: Credentials, purpose: 'signIn' | 'signUp'): Problems {
  const emailProblem = problemInEmail(email);
  const passwordProblem = purpose === 'signIn' ? problemInPassword(password) : problemInNewPassword(password);
  return {
    ...(emailProblem && { email: emailProblem }),
    ...(passwordProblem && { password: passwordProblem }),
  };
}

export function problemInEmail(email: string): string | null {
  const { emailMissing, emailMalformed } = sentences.credentials;
  const address = email.trim();
  if (address === '') return emailMissing;
  return emailShape.test(address) ? null : emailMalformed;
}

export function problemInPassword(password: string): string | null {
  return password === '' ? sentences.credentials.passwordMissing : null;
}

export function problemInNewPassword(password: string): string | null {
  const isShort = Array.from(password.normalize('NFKC')).length < minLength;
  return problemInPassword(password) ?? (isShort ? sentences.credentials.passwordShort : null);
}

/** The field that each failure is about, where it is about one. */
const fields: Partial<Record<Failure, keyof Problems>> = {
  email_taken: 'email',
  credentials_incorrect: 'password',
  password_incorrect: 'password',
};

export function problemsOf(error: unknown): Problems {
  const refusal = refusalOf(error);
  if (!error || isCalledOff(refusal)) return {};
  const { email, newPassword, password = newPassword } = refusal?.fields ?? {};
  if (email || password) return { ...(email && { email }), ...(password && { password }) };
  return { [fields[failureOf(error)] ?? 'form']: explain(error) };
}
