import { type Failure, failureOf, refusalOf } from '../api/refusal.ts';
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
  const { emailMissing, emailMalformed, passwordMissing, passwordShort } = sentences.credentials;
  const address = email.trim();
  const length = Array.from(password.normalize('NFKC')).length;
  return {
    ...(address === '' ? { email: emailMissing } : !emailShape.test(address) && { email: emailMalformed }),
    ...(length === 0
      ? { password: passwordMissing }
      : purpose === 'signUp' && length < minLength && { password: passwordShort }),
  };
}

/** The field that each failure is about, where it is about one. */
const fields: Partial<Record<Failure, keyof Problems>> = { email_taken: 'email', credentials_incorrect: 'password' };

export function problemsOf(error: unknown): Problems {
  if (!error) return {};
  const { email, password } = refusalOf(error)?.fields ?? {};
  if (email || password) return { ...(email && { email }), ...(password && { password }) };
  const failure = failureOf(error);
  return { [fields[failure] ?? 'form']: sentences.failures[failure] };
}
