/** A user: an account with a password, or a user of an application. The password hash stays in the store. */
export interface User {
  readonly id: number;
  /** The application's own id of a user whom it signs in itself, or null for an account with a password. */
  readonly subject: string | null;
  /** Null only where there is a subject. */
  readonly email: string | null;
  /** The name that the application gave the user, or null. */
  readonly displayName: string | null;
  readonly createdAt: Date;
}

/** An account with a password, which its e-mail address names. */
export interface OwnUser extends User {
  readonly subject: null;
  readonly email: string;
}
