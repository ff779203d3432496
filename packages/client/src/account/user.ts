/** The application that signs a user in itself. */
export interface HostApplication {
  readonly name: string | null;
  /** Whether it confirms who the user is, at an address of its own. */
  readonly canStepUp: boolean;
  /** Where the user changes the password there. */
  readonly accountUrl: string | null;
}

/** The signed-in user. */
export interface User {
  /** Never changes, and is never given to another account. */
  readonly id: number;
  readonly email: string | null;
  /** The application's own id of a user whom it signs in. */
  readonly subject?: string | undefined;
  readonly displayName?: string | undefined;
  /** Until when the server accepts what needs a step-up without one. */
  readonly proof: { readonly endsSessionsUntil: string | null; readonly changesPasswordUntil: string | null };
  /** The application that signs this user in, or null for an account with a password. */
  readonly application: HostApplication | null;
}

/** What a user enters to sign in or up. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Whether the session lasts longer than a day, and longer than the browser's window. */
  readonly rememberMe?: boolean;
  /** The name of a program in the list of sessions. */
  readonly clientLabel?: string;
}

export interface PasswordChange {
  /** Null where the session has stepped up in the last minutes. */
  readonly currentPassword: string | null;
  readonly newPassword: string;
}
