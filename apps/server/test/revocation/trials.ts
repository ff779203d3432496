import type { TestDatabase } from '@latchkey/db/testing/test-database';
import type { User } from '@latchkey/sessions/accounts/user';
import { type SessionToken, createSessionToken, hashSessionToken } from '@latchkey/sessions/tokens/session-token';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import type { Instance } from './instance.ts';

/** Requests to each instance with a revoked token. */
const triesEach = 20;

/** Sessions whose requests to a paused instance may be pending while the next sessions are revoked. */
const maxPending = 400;

const myself = '/user/myself';

/** In milliseconds, for a request that fills the cache of an instance, which may be paused. */
const warmUpTimeout = 300;

const passwordHash = 'not a hash: no password matches';

export interface TrialsOptions {
  readonly database: TestDatabase;
  readonly instances: readonly Instance[];
  /** Processes of applications, which ask the instances. */
  readonly applications?: readonly Instance[];
  /** How many tries a request to an application is. */
  readonly checks?: number;
  readonly random: () => number;
}

/** The results: requests with revoked tokens, and how many of them were accepted. */
export interface Tally {
  tries: number;
  /** How many of the tries asked `GET /api/v1/verify`. */
  verified: number;
  accepted: number;
  /** The duration of each revocation, in milliseconds. */
  readonly revocations: number[];
}

/** Uses a session everywhere, revokes it through an instance, and then sends its token to all instances and applications. */
export class Trials {
  readonly tally: Tally = { tries: 0, verified: 0, accepted: 0, revocations: [] };
  readonly #options: TrialsOptions;
  readonly #pending = new Set<Promise<unknown>>();

  constructor(options: TrialsOptions) {
    this.#options = options;
  }

  /** Runs several workers, each with its own user, until there were `tries` requests. */
  async run(workers: number, tries: number): Promise<void> {
    const work = async (worker: number) => {
      const email = `${worker}-${Date.now()}@example.com`;
      const user = await this.#options.database.users.create({
        email,
        passwordHash,
        createdAt: new Date(),
        language: 'en',
      });
      if (!user) throw new Error('The address should be free');
      while (this.tally.tries < tries) {
        const trying = await this.#try(user);
        const done: Promise<unknown> = Promise.all(trying).then(() => this.#pending.delete(done));
        this.#pending.add(done);
        if (this.#pending.size > maxPending) await Promise.race(this.#pending);
      }
    };
    await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
    await Promise.all(this.#pending);
  }

  /** Revokes a session, and returns the requests that then send its token. */
  async #try(user: User): Promise<Promise<void>[]> {
    const { instances, applications = [], checks = 1 } = this.#options;
    const asked = [...instances, ...applications];
    const [owner, victim] = [await this.#begin(user), await this.#begin(user)];
    await Promise.all(asked.map((instance) => instance.ask('GET', myself, victim.token, warmUpTimeout)));

    let isAnswered = false;
    const poll = async (instance: Instance) => {
      for (let left = triesEach; left > 0;) {
        const began = isAnswered;
        // In turn as the client itself does, and as a proxy does that asks before it forwards a request.
        const path = left % 2 === 0 ? myself : '/verify';
        const answer = await instance.ask('GET', path, victim.token);
        if (!began) continue;
        left -= 1;
        if (answer === 'unreachable') return;
        this.tally.tries += applications.includes(instance) ? checks : 1;
        if (path === '/verify') this.tally.verified += 1;
        if (answer !== 401) this.tally.accepted += 1;
      }
    };
    const polling = asked.map(poll);
    await this.#revoke(victim.id, owner.token);
    isAnswered = true;
    return polling;
  }

  /** Through any instance, and through another one if that one dies before it answers. */
  async #revoke(id: number, token: SessionToken): Promise<void> {
    const { instances, random } = this.#options;
    for (;;) {
      const began = performance.now();
      const answer = await instances[Math.floor(random() * instances.length)]?.ask(
        'DELETE',
        `${myself}/session/${id}`,
        token,
      );
      // The one that died may have revoked it.
      if (answer === 404) return;
      if (answer === 200) return void this.tally.revocations.push(performance.now() - began);
    }
  }

  async #begin({ id: userId }: User): Promise<{ id: number; token: SessionToken }> {
    const token = createSessionToken();
    const now = new Date();
    const { session } = await this.#options.database.sessions.begin(
      {
        userId,
        passwordHash,
        tokenHash: hashSessionToken(token),
        deviceTokenHash: null,
        country: null,
        bindingSecret: null,
        language: 'en',
        userAgent: capUserAgent('soak'),
        ip: null,
        clientLabel: null,
        rememberMe: true,
        createdAt: now,
        absoluteExpiresAt: new Date(now.getTime() + 86_400_000),
      },
      { perUser: 1_000_000, cutoff: { now, idleSince: new Date(0) } },
      [],
    );
    if (!session) throw new Error('The sign-in should stand');
    return { id: session.id, token };
  }
}
