/** The user in the data of a session. */
export interface SessionUser {
  readonly id: number;
  readonly email: string;
}

declare module 'fastify' {
  interface Session {
    user?: SessionUser;
  }
}

declare module 'express-session' {
  interface SessionData {
    user?: SessionUser;
  }
}
