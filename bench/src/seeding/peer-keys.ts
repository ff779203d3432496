import { createClient } from 'redis';
import { environment } from '../environment.ts';
import { knownSecret } from '../known-token.ts';
import { progressLine } from '../progress.ts';
import { callers, callingUser, peerEmail, peerSessions, peerToken, sessionsPerPeerUser } from './peer-layout.ts';

const batchSize = 10_000;
const day = 86_400;

/** The JSON of a session: the user, and the cookie as both session plugins write it. */
function sessionJson(user: number): object {
  return {
    cookie: {
      originalMaxAge: day * 1000,
      expires: new Date(Date.now() + day * 1000).toISOString(),
      secure: false,
      httpOnly: true,
      path: '/',
    },
    user: { id: user, email: peerEmail(user) },
  };
}

const tokenOf = (index: number) => knownSecret(index).slice(0, 32);

/** Fills Redis with the sessions of one peer, with a key prefix. They expire after a day. */
export async function seedKeys(prefix: string): Promise<void> {
  const client = createClient({ url: environment.redis });
  await client.connect();
  const mark = `${prefix}complete`;
  const expiration = { type: 'EX', value: day } as const;
  // At least half a day is left, so that no session expires during a measurement.
  if ((await client.ttl(mark)) < day / 2) {
    for (let from = 0; from < peerSessions; from += batchSize) {
      progressLine(`seeding ${peerSessions.toLocaleString('en')} sessions below ${prefix} in Redis: ${from}`);
      const indexes = Array.from({ length: batchSize }, (_, offset) => from + offset);
      await Promise.all(
        indexes.map((index) =>
          client.set(
            `${prefix}${tokenOf(index)}`,
            JSON.stringify(sessionJson(Math.floor(index / sessionsPerPeerUser))),
            { expiration },
          ),
        ),
      );
    }
    await client.set(mark, '1', { expiration });
  }
  await Promise.all(
    Array.from({ length: callers }, (_, caller) =>
      client.set(`${prefix}${peerToken(caller)}`, JSON.stringify(sessionJson(callingUser(caller))), { expiration }),
    ),
  );
  await client.close();
}
