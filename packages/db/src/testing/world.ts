import { oneDay } from '@latchkey/sessions/sessions/active-days';
import type { Language } from '@latchkey/sessions/language';
import type { Session } from '@latchkey/sessions/sessions/session';
import type { SessionEvent } from '@latchkey/sessions/history/session-event';
import type { NewSession, TokenRotation } from '@latchkey/sessions/sessions/session-store';
import type { DeviceTokenHash } from '@latchkey/sessions/tokens/device-token';
import type { SessionTokenHash } from '@latchkey/sessions/tokens/session-token';
import type { OwnUser, User } from '@latchkey/sessions/accounts/user';
import { afterAll, beforeAll } from 'vitest';
import type { DatabaseLocation } from '../database.ts';
import { type TestDatabase, openTestDatabase } from './test-database.ts';
import { type Place, migrations } from './place.ts';
import { idle, later, cutoff, newToken, passwordHash, second, sessionOf, start } from './sample.ts';

/** A database for the tests of one `describe`, and what tests do in it all the time. */
export class World {
  #database: TestDatabase | undefined;
  #location: DatabaseLocation | undefined;
  #people = 0;
  readonly #users: User[] = [];
  /** What each session began with. */
  readonly #tokens = new Map<number, SessionTokenHash>();

  constructor(makePlace: () => Promise<Place<DatabaseLocation>>) {
    let place: Place<DatabaseLocation>;
    beforeAll(async () => {
      place = await makePlace();
      this.#location = place.location;
      this.#database = await openTestDatabase({ ...place.location, migrations });
    });
    afterAll(async () => {
      await this.#database?.close();
      await place.remove();
    });
  }

  get database(): TestDatabase {
    if (!this.#database) throw new Error('The database opens before the first test');
    return this.#database;
  }

  /** Where the database is, for tests that need a connection of their own to a server. */
  get url(): string {
    if (!this.#location || !('url' in this.#location)) throw new Error('Only a server has an address');
    return this.#location.url;
  }

  async someone(language: Language = 'en'): Promise<OwnUser> {
    this.#people += 1;
    const email = `${this.#people}@example.org`;
    const user = await this.database.users.create({ email, passwordHash, createdAt: start, language });
    if (!user) throw new Error('The address should be free');
    this.#users.push(user);
    return user;
  }

  /** Signs a user in, with room for many sessions. Throws where the store refuses. */
  async begin(user: User, other: Partial<NewSession> = {}, perUser = 100): Promise<Session> {
    const written = sessionOf(user, other);
    const { session } = await this.database.sessions.begin(written, { perUser, cutoff: cutoff(written.createdAt) }, []);
    if (!session) throw new Error('The sign-in should stand');
    this.#tokens.set(session.id, written.tokenHash);
    return session;
  }

  /** Says on the device of a session, with a proof of identity, that another sign-in was the owner's. */
  async confirm(user: User, { id: sessionId, deviceId }: Session, about: Session): Promise<void> {
    const { alerts } = this.database;
    const at = cutoff(about.createdAt);
    const open = await alerts.listOpen({ userId: user.id, deviceId }, start, at);
    const alertIds = open.filter((alert) => alert.sessionId === about.id).map(({ id }) => id);
    const by = { sessionId, deviceId, isProved: true };
    const answer = { userId: user.id, alertIds, answer: 'confirmed', by, ip: null } as const;
    if ((await alerts.answer({ ...answer, openSince: start, cutoff: at })) === null)
      throw new Error('Nothing was asked');
  }

  /** Writes down a use at once, however short the time since the last one. */
  async use(sessionId: number, at: Date): Promise<void> {
    await this.database.sessions.recordUses([{ sessionId, at, activeDays: oneDay, country: null }], {
      writtenBy: at,
      idle,
    });
  }

  /** A renewal of a session by the token that it began with. */
  renewalOf(user: User, sessionId: number, other: Partial<TokenRotation> = {}): TokenRotation {
    const fromTokenHash = this.#tokens.get(sessionId) ?? newToken();
    const at = cutoff(later(second));
    const tokens = { fromTokenHash, tokenHash: newToken() };
    return { userId: user.id, sessionId, ...tokens, bindingSecret: null, cutoff: at, ...other };
  }

  /** Deletes all users that were created here. */
  async clear(): Promise<void> {
    const { users, housekeeping, feed } = this.database;
    const end = new Date('9999-01-01');
    for (const { id } of this.#users.splice(0)) await users.delete(id, cutoff(end));
    await housekeeping.wipeRemovedUsers(1_000_000);
    await feed.publish(end, 1_000_000);
    await housekeeping.purgeDeliveries(new Date(0), 1_000_000);
    await housekeeping.purgeEvents(end, 1_000_000);
    await housekeeping.purgeRateLimits(end, 1_000_000);
  }

  /** Whether a sign-in with this browser's token would be one of a browser that the account knows. */
  async knows(email: string, deviceTokenHash: DeviceTokenHash): Promise<boolean> {
    const attempt = { email, deviceTokenHash, now: start };
    return (await this.database.attempts.begin(attempt, { knownBrowser: [], unknownBrowser: [[]] })).isKnown;
  }

  async idsOf(user: User, now = later(second)): Promise<number[]> {
    return (await this.database.sessions.listLive(user.id, cutoff(now))).map(({ id }) => id);
  }

  async find(tokenHash: SessionTokenHash): Promise<Session | null> {
    return (await this.database.sessions.findByTokenHash(tokenHash))?.session ?? null;
  }

  /** All that is in the user's history, newest first. */
  eventsOf(user: User): Promise<SessionEvent[]> {
    return this.database.events.list(user.id, { before: null, limit: 10_000 });
  }

  /** How the user's sessions have ended: session, reason and actor, newest first. */
  async endsOf(user: User): Promise<(readonly [number | null, string | null, number | null])[]> {
    const ends = (await this.eventsOf(user)).filter(({ kind }) => kind === 'ended');
    return ends.map(({ sessionId, endReason, actorSessionId }) => [sessionId, endReason, actorSessionId]);
  }
}
