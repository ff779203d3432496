import { knownSecret } from '../known-token.ts';

/** What every peer's store is filled with: 500,000 sessions, five of each user. */
export const peerSessions = 500_000;
export const sessionsPerPeerUser = 5;
export const peerUsers = peerSessions / sessionsPerPeerUser;

/** How many users ask in a measurement, each with a token of its own. */
export const callers = 5_000;

/** The secret that every peer signs its cookies with. */
export const signingSecret = 'a secret of the benchmark, of no use elsewhere';

/** The user who is caller number so and so: at even distances among all. */
export const callingUser = (caller: number): number => caller * (peerUsers / callers);

/** The token of a caller, in 32 hex digits, which suits every peer. */
export const peerToken = (caller: number): string =>
  knownSecret(callingUser(caller) * sessionsPerPeerUser).slice(0, 32);

/** The token of a session as SQL, of an index `i`. */
export const peerTokenSql = (index: string): string =>
  `left(encode(sha256(convert_to('latchkey bench ' || ${index}, 'UTF8')), 'hex'), 32)`;

export const strangersPeerToken = knownSecret(-1).slice(0, 32);
export const peerEmail = (user: number): string => `user-${user}@bench.example`;
