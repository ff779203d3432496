import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TestBrowser } from '../testing/browser.ts';
import { password, rest, sharedTestApp } from '../testing/test-app.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const idle = 14 * day;
const absolute = 30 * day;

/** The number of random histories. Thousands with `TEST_RUNS_FACTOR=100`. */
const numRuns = 6 * Number(process.env.TEST_RUNS_FACTOR ?? 1);

const timeout = numRuns * 20_000;

const app = await sharedTestApp();

/** A session as the model knows it. Times count from the story's beginning. */
interface Plain {
  readonly id: number;
  readonly person: number;
  readonly device: object;
  readonly createdAt: number;
  steppedUpAt: number | null;
  lastUsedAt: number;
  ended: boolean;
}

/** One of two kinds of client: a browser over tRPC with cookies, a program over REST with a token. */
interface Device {
  readonly browser: TestBrowser | null;
  token: string;
  session: Plain | null;
}

const steps = fc.record({
  what: fc.constantFrom('signIn', 'signIn', 'signIn', 'logout', 'revoke', 'revoke', 'others', 'stepUp', 'wait', 'wait'),
  device: fc.nat(4),
  person: fc.nat(1),
  target: fc.nat(9),
  wait: fc.constantFrom(minute, 5 * minute, 59 * minute, day, 8 * day),
});

it(
  'whatever browsers and programs do, the same sessions live as in the plainest model of them',
  { timeout },
  async () => {
    const story = fc.array(steps, { minLength: 8, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(story, async (told) => new Story().run(told)),
      // A failing history is short enough to read, and shrinking it takes minutes.
      { numRuns, endOnFailure: true },
    );
  },
);

class Story {
  #now = 0;
  readonly #emails = [`${randomUUID()}@example.com`, `${randomUUID()}@example.com`];
  readonly #sessions: Plain[] = [];
  readonly #devices: Device[] = [
    ...[1, 2, 3].map(() => ({ browser: new TestBrowser(app), token: '', session: null })),
    ...[4, 5].map(() => ({ browser: null, token: '', session: null })),
  ];

  async run(told: readonly (typeof steps extends fc.Arbitrary<infer Step> ? Step : never)[]): Promise<void> {
    for (const email of this.#emails) {
      const answer = await rest(app, 'POST', '/auth/signup', undefined, { payload: { email, password } });
      const { session_token: token }: { session_token: string } = answer.json();
      const payload = { session_token: token };
      await rest(app, 'POST', '/user/myself/session/logoutCurrentSession', token, { payload });
    }
    for (const { what, device: at, person, target, wait } of told) {
      const device = this.#devices[at];
      if (!device) continue;
      if (what === 'signIn') await this.#signIn(device, person);
      else if (what === 'logout') await this.#logout(device);
      else if (what === 'revoke') await this.#revoke(device, this.#sessions[target]);
      else if (what === 'others') await this.#revokeOthers(device);
      else if (what === 'stepUp') await this.#stepUp(device);
      else this.#wait(wait);
      for (const each of this.#devices) await this.#compare(each);
    }
  }

  #isLive(session: Plain | null): session is Plain {
    if (!session || session.ended) return false;
    return this.#now - session.lastUsedAt < idle && this.#now - session.createdAt < absolute;
  }

  /** Whether it lacks the proof to end that session: five minutes, and an hour for what was there before. */
  #lacksProof(device: Device, session: Plain, endsOlder: boolean): boolean {
    if (!device.browser) return false;
    const stale = this.#now - (session.steppedUpAt ?? session.createdAt) >= 5 * minute;
    const newcomer = session.steppedUpAt === null && this.#now - session.createdAt < 60 * minute;
    return stale || (endsOlder && newcomer);
  }

  /** Every authenticated request marks the session as used, to the minute. */
  #used(session: Plain): void {
    if (this.#now - session.lastUsedAt >= minute) session.lastUsedAt = this.#now;
  }

  async #signIn(device: Device, person: number): Promise<void> {
    const email = this.#emails[person] ?? '';
    if (device.browser) {
      await device.browser.signIn(email);
      for (const old of this.#sessions) {
        if (old.device === device && old.person === person && this.#isLive(old)) old.ended = true;
      }
    } else device.token = await app.signIn(email);
    const { id } = await this.#identify(device);
    const session = {
      id,
      person,
      device,
      createdAt: this.#now,
      steppedUpAt: null,
      lastUsedAt: this.#now,
      ended: false,
    };
    this.#sessions.push(session);
    device.session = session;
  }

  async #identify(device: Device): Promise<{ id: number }> {
    const token = device.browser?.cookies.get('latchkey') ?? device.token;
    const found = await app.services.authenticator.authenticate(token);
    if (!found.ok) throw new Error('A session that has just begun is live');
    return found.value.session;
  }

  async #logout({ browser, token, session }: Device): Promise<void> {
    const isLive = this.#isLive(session);
    const answer = await (browser
      ? browser.mutate('session.logout')
      : rest(app, 'POST', '/user/myself/session/logoutCurrentSession', token, { payload: { session_token: token } }));
    expect(answer.statusCode).toBe(isLive ? 200 : 401);
    if (isLive) session.ended = true;
  }

  async #revoke(device: Device, target: Plain | undefined): Promise<void> {
    const { browser, token, session } = device;
    const id = target?.id ?? 999_999_999;
    const answer = await (browser
      ? browser.mutate('session.revoke', { id })
      : rest(app, 'DELETE', `/user/myself/session/${id}`, token));
    if (!this.#isLive(session)) return expect(answer.statusCode).toBe(401);
    this.#used(session);
    if (id !== session.id && this.#lacksProof(device, session, id < session.id)) {
      return expect(answer.statusCode).toBe(403);
    }
    const ends = target?.person === session.person && this.#isLive(target);
    expect(answer.statusCode).toBe(ends ? 200 : 404);
    if (ends) target.ended = true;
  }

  async #revokeOthers(device: Device): Promise<void> {
    const { browser, session } = device;
    if (!browser) return;
    const answer = await browser.mutate('session.revokeOthers');
    if (!this.#isLive(session)) return expect(answer.statusCode).toBe(401);
    this.#used(session);
    if (this.#lacksProof(device, session, true)) return expect(answer.statusCode).toBe(403);
    const others = this.#sessions.filter(
      (each) => each !== session && each.person === session.person && this.#isLive(each),
    );
    expect(answer.json()).toEqual({ result: { data: { ended: others.length } } });
    for (const other of others) other.ended = true;
  }

  async #stepUp({ browser, session }: Device): Promise<void> {
    if (!browser) return;
    const answer = await browser.stepUp();
    if (!this.#isLive(session)) return expect(answer.statusCode).toBe(401);
    expect(answer.statusCode).toBe(200);
    this.#used(session);
    session.steppedUpAt = this.#now;
  }

  #wait(milliseconds: number): void {
    this.#now += milliseconds;
    app.passTime(milliseconds);
  }

  async #compare({ browser, token, session }: Device): Promise<void> {
    const isLive = this.#isLive(session);
    const answer = await (browser ? browser.query('session.list') : rest(app, 'GET', '/user/myself/session', token));
    expect(answer.statusCode).toBe(isLive ? 200 : 401);
    if (!isLive) return;
    this.#used(session);
    const body: { sessions?: { id: number }[]; result?: { data: { sessions: { id: number }[] } } } = answer.json();
    const listed = (body.sessions ?? body.result?.data.sessions ?? []).map(({ id }) => id);
    const live = this.#sessions.filter((each) => each.person === session.person && this.#isLive(each));
    const inOrder = live.toSorted((a, b) => a.lastUsedAt - b.lastUsedAt || a.id - b.id);
    expect(listed).toEqual(inOrder.map(({ id }) => id));
  }
}
