/** After how long unused sessions expire, in milliseconds. */
export interface IdleLimits {
  /** The user's own limit, or null. */
  readonly own: number | null;
  readonly default: number;
  /** The limits that the user may choose. */
  readonly choices: readonly number[];
}

/** The languages of mails. */
export type MailLanguage = 'en' | 'ar' | 'de' | 'es' | 'fr' | 'it' | 'ja' | 'pl' | 'pt' | 'tr';

/** Whether Latchkey or an application signs users in. */
export interface SignInOptions {
  readonly isSignUpOpen: boolean;
  /** `own`: accounts with a password. `host`: the application. */
  readonly accounts: 'own' | 'host' | 'both';
  /** The application that signs users in, and the address of its sign-in. */
  readonly application: { readonly name: string | null; readonly signInUrl: string | null };
}
