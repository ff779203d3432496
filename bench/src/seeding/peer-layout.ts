import { knownSecret } from '../known-token.ts';

/** The contents of every peer's store: 500,000 sessions, five for each user. */
export const peerSessions = 500_000;
export const sessionsPerPeerUser = 5;
const peerUsers = peerSessions / sessionsPerPeerUser;

/** The number of callers in a measurement, each with its own user and token. */
export const callers = 5_000;

/** The secret with which every peer signs its cookies. */
export const signingSecret = 'a secret of the benchmark, of no use elsewhere';

/** The user of a caller. The callers are spread evenly over all users. */
export const callingUser = (caller: number): number => caller * (peerUsers / callers);

/** The token of a caller: 32 hex digits, a form that every peer accepts. */
export const peerToken = (caller: number): string =>
  knownSecret(callingUser(caller) * sessionsPerPeerUser).slice(0, 32);

/** An SQL expression for the token of session `i`. */
export const peerTokenSql = (index: string): string =>
  `left(encode(sha256(convert_to('latchkey bench ' || ${index}, 'UTF8')), 'hex'), 32)`;

export const strangersPeerToken = knownSecret(-1).slice(0, 32);
export const peerEmail = (user: number): string => `user-${user}@bench.example`;
