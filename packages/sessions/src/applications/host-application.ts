import type { User } from '../accounts/user.ts';

/** The way that users sign in: by a password here (`own`), at an application with a service key (`host`), or both. */
export const accountsRules = ['own', 'host', 'both'] as const;
export type AccountsRule = (typeof accountsRules)[number];

/** The application that signs users in itself, as its operator describes it. The page leaves out what is null. */
export interface HostApplication {
  /** How the page calls it. */
  readonly name: string | null;
  /** Where users sign in. */
  readonly signInUrl: string | null;
  /** Where users prove again who they are, with a step-up request in the query. */
  readonly stepUpUrl: string | null;
  /** Where users change their password there. */
  readonly accountUrl: string | null;
}

/** Whether a user proves who they are by a password here, and not at the application. */
export const hasPassword = (accounts: AccountsRule, { subject }: Pick<User, 'subject'>): boolean =>
  accounts !== 'host' && subject === null;
