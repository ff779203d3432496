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
  readonly random: () => number;
}

/** The results. */
export interface Tally {
  /** How often an instance or an application was asked for a revoked token, and looked for its session. */
  tries: number;
  /** The HTTP requests of the tries: to instances, and to applications, which may look several times for one request. */
  readonly requests: { instances: number; applications: number };
  /** How many of the requests to instances asked `GET /api/v1/verify`. */
  verified: number;
  accepted: number;
  /** How often an application had found a session in its memory while its revocation was under way, and was asked after it. */
  forgotten: number;
  /** The duration of each revocation, in milliseconds. */
  readonly revocations: number[];
}

/** Uses a session everywhere, revokes it through an instance, and then sends its token to all instances and applications. */
export class Trials {
  readonly tally: Tally = {
    tries: 0,
    requests: { instances: 0, applications: 0 },
    verified: 0,
    accepted: 0,
    forgotten: 0,
    revocations: [],
  };
  readonly #options: TrialsOptions;
  readonly #pending = new Set<Promise<unknown>>();

  constructor(options: TrialsOptions) {
    this.#options = options;
  }

  /** Runs several workers, each with its own user, until there were that many `tries`. */
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
    const { instances, applications = [] } = this.#options;
    const { tally } = this;
    const asked = [...instances, ...applications];
    const [owner, victim] = [await this.#begin(user), await this.#begin(user)];
    await Promise.all(asked.map((instance) => instance.ask('GET', myself, victim.token, warmUpTimeout)));

    let isAnswered = false;
    const poll = async (instance: Instance) => {
      const kind = applications.includes(instance) ? 'applications' : 'instances';
      let wasInMemory = false;
      for (let left = triesEach; left > 0;) {
        const began = isAnswered;
        // In turn as the client itself does, and as a proxy does that asks before it forwards a request.
        const path = left % 2 === 0 ? myself : '/verify';
        const answer = await instance.ask('GET', path, victim.token);
        if (!began) {
          wasInMemory ||= answer?.isFromMemory ?? false;
          continue;
        }
        if (!answer) return;
        if (left === triesEach && wasInMemory) tally.forgotten += 1;
        left -= 1;
        tally.tries += answer.checks;
        tally.requests[kind] += 1;
        if (kind === 'instances' && path === '/verify') tally.verified += 1;
        if (answer.status !== 401) tally.accepted += 1;
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
      if (answer?.status === 404) return;
      if (answer?.status === 200) return void this.tally.revocations.push(performance.now() - began);
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
