const perKnownUser = 5;
const perOtherUser = 10;
const mostKnownUsers = 20_000;

/**
 * Assigns sessions to users in a seeded database. Users whose tokens are known have five live sessions, and are spread
 * evenly among the others, who have ten, so that queried rows are neither the latest nor next to each other.
 */
export class LatchkeyLayout {
  readonly sessions: number;
  readonly knownUsers: number;
  /** The sessions of a known user and of the other users up to the next known one. */
  readonly sessionsPerGroup: number;
  readonly usersPerGroup: number;

  /** @throws {RangeError} if the number of sessions is not a multiple of the group size. */
  constructor(sessions: number) {
    this.sessions = sessions;
    this.knownUsers = Math.min(mostKnownUsers, sessions / perKnownUser);
    this.sessionsPerGroup = sessions / this.knownUsers;
    this.usersPerGroup = 1 + Math.ceil((this.sessionsPerGroup - perKnownUser) / perOtherUser);
    if (sessions < 10_000 || !Number.isInteger(this.knownUsers) || !Number.isInteger(this.sessionsPerGroup)) {
      throw new RangeError('The number of sessions must be 10000 or more, and a multiple of 20000 beyond 100000.');
    }
  }

  get users(): number {
    return this.knownUsers * this.usersPerGroup;
  }

  /** The token number of one of the five sessions of a known user. */
  tokenIndex(knownUser: number, session = 0): number {
    return knownUser * perKnownUser + session;
  }

  sessionId(knownUser: number, session = 0): number {
    return knownUser * this.sessionsPerGroup + session + 1;
  }

  userId(knownUser: number): number {
    return knownUser * this.usersPerGroup + 1;
  }
}

/** The e-mail address of a seeded user. */
export const emailOf = (userId: number): string => `user-${userId}@bench.example`;
