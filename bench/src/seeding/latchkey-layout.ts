const perKnownUser = 5;
const perOtherUser = 10;
const mostKnownUsers = 20_000;

/**
 * Which session is whose in a seeded database. Users whose tokens are known have five live sessions, and sit at even
 * distances among all the others, who have ten: so that what is asked for is not what was written last, or together.
 */
export class LatchkeyLayout {
  readonly sessions: number;
  readonly knownUsers: number;
  /** A known user's sessions and those of the others up to the next known user. */
  readonly sessionsPerGroup: number;
  readonly usersPerGroup: number;

  /** @throws {RangeError} for a number of sessions that does not come out even. */
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

  /** The number of the token of one of a known user's five sessions. */
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

/** The address that a seeded user signs in with. */
export const emailOf = (userId: number): string => `user-${userId}@bench.example`;
