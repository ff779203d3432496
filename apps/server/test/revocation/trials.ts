import type { Database } from '@latchkey/db/database';
import type { User } from '@latchkey/sessions/user';
import { type SessionToken, createSessionToken, hashSessionToken } from '@latchkey/sessions/session-token';
import { capUserAgent } from '@latchkey/sessions/user-agent';
import type { Instance } from './instance.ts';

/** How often each instance is asked for a session after its end was answered. */
const triesEach = 20;

/** Sessions that may still be tried, on an instance that hangs, while the next ones are ended. */
const mostPending = 400;

/** An instance that hangs must not keep the warming up from going on. */
const warmsWithin = 300;

const passwordHash = 'nobody signs in by it';

export interface TrialsOptions {
  readonly database: Database;
  readonly instances: readonly Instance[];
  readonly random: () => number;
}

/** What came of the trials: how many requests were made after an answer, and how many of them got in. */
export interface Tally {
  tries: number;
  accepted: number;
  /** From the request of each revocation to its answer, in milliseconds. */
  readonly revocations: number[];
}

/** Warms a session up on every instance, ends it through one of them, and tries it on all of them after the answer. */
export class Trials {
  readonly tally: Tally = { tries: 0, accepted: 0, revocations: [] };
  readonly #options: TrialsOptions;
  readonly #pending = new Set<Promise<unknown>>();

  constructor(options: TrialsOptions) {
    this.#options = options;
  }

  /** Several workers at once, each with a user of its own, until there were so many tries. */
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
        if (this.#pending.size > mostPending) await Promise.race(this.#pending);
      }
    };
    await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
    await Promise.all(this.#pending);
  }

  /** Ends a session, and gives what goes on trying it. */
  async #try(user: User): Promise<Promise<void>[]> {
    const { instances } = this.#options;
    const [owner, victim] = [await this.#begin(user), await this.#begin(user)];
    await Promise.all(instances.map((instance) => instance.ask('GET', '', victim.token, warmsWithin)));

    let isAnswered = false;
    const poll = async (instance: Instance) => {
      for (let left = triesEach; left > 0;) {
        const began = isAnswered;
        const answer = await instance.ask('GET', '', victim.token);
        if (!began) continue;
        left -= 1;
        if (answer === 'unreachable') return;
        this.tally.tries += 1;
        if (answer !== 401) this.tally.accepted += 1;
      }
    };
    const polling = instances.map(poll);
    await this.#revoke(victim.id, owner.token);
    isAnswered = true;
    return polling;
  }

  /** Through whichever instance. If that one dies before it answers, through another. */
  async #revoke(id: number, token: SessionToken): Promise<void> {
    const { instances, random } = this.#options;
    for (;;) {
      const began = performance.now();
      const answer = await instances[Math.floor(random() * instances.length)]?.ask('DELETE', `/session/${id}`, token);
      // The one that died may have ended it.
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
        address: null,
        information: null,
        staysSignedIn: true,
        createdAt: now,
        expiresAt: new Date(now.getTime() + 86_400_000),
      },
      { perUser: 1_000_000, liveAt: { now, idleSince: new Date(0) } },
      [],
    );
    if (!session) throw new Error('The sign-in should stand');
    return { id: session.id, token };
  }
}
