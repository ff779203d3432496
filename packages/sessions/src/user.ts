/** A person with an account. The password hash never leaves the store and the user service. */
export interface User {
  readonly id: number;
  readonly email: string;
  readonly createdAt: Date;
}
