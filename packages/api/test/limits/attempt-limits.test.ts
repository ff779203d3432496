import { randomUUID } from 'node:crypto';
import { defaultRateLimits } from '@latchkey/sessions/rate-limits/rate-limiter';
import { StoreBusy } from '@latchkey/sessions/store-unavailable';
import { describe, expect, it } from 'vitest';
import { TestBrowser, errorCode } from '../testing/browser.ts';
import { openTestApp, password, rest, sharedTestApp } from '../testing/test-app.ts';

const day = 86_400_000;
const never = { burst: 1_000_000_000, every: 1 };
const app = await sharedTestApp({ rateLimits: { ...defaultRateLimits, signUpAddress: never } });

const someone = () => `${randomUUID()}@example.com`;

/** Counts networks from a range for documentation, so that no test meets a network of another. */
let networks = 0;
const newNetwork = () => `198.51.${Math.floor((networks += 1) / 250) + 100}.${(networks % 250) + 1}`;
const newSite = () => `2001:db8:${(networks += 1).toString(16)}`;

async function attempt(email: string, secret: string, remoteAddress: string, of = app) {
  const payload = { email, password: secret };
  return (await rest(of, 'POST', '/auth/signin', undefined, { payload, remoteAddress })).statusCode;
}

async function openAccount(of = app): Promise<string> {
  const email = someone();
  const payload = { email, password };
  expect((await rest(of, 'POST', '/auth/signup', undefined, { payload, remoteAddress: newNetwork() })).statusCode).toBe(
    201,
  );
  return email;
}

/** How many of `times` attempts reach the password check before the first that does not. */
async function allowed(times: number, act: () => Promise<number>): Promise<number> {
  for (let count = 0; count < times; count += 1) if ((await act()) === 429) return count;
  return times;
}

describe('a lock-out attack', () => {
  it.each([
    ['one network', 1],
    ['a handful of networks', 6],
  ])('from %s leaves the owner the first try from every other network, five times of five', async (_what, size) => {
    const email = await openAccount();
    const attackers = Array.from({ length: size }, (_, at) => (at % 2 ? `${newSite()}::1` : newNetwork()));
    const statuses: number[] = [];
    // An hour and a half of it, one attempt of each network every minute: all of their attempts are used up all the time.
    for (let minute = 0; minute < 90; minute += 1) {
      for (const attacker of attackers) statuses.push(await attempt(email, 'guess', attacker));
      if (minute % 18 === 17) expect(await attempt(email, password, newNetwork())).toBe(200);
      app.passTime(60_000);
    }
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(statuses.length / 3);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
  });

  it('with one attempt every six seconds leaves the owner the first try, also after one mistake', async () => {
    const [email, attacker] = [await openAccount(), newNetwork()];
    for (let round = 0; round < 5; round += 1) {
      for (let count = 0; count < 20; count += 1) {
        await attempt(email, 'guess', attacker);
        app.passTime(6000);
      }
      const network = newNetwork();
      expect(await attempt(email, 'a mistake', network)).toBe(401);
      expect(await attempt(email, password, network)).toBe(200);
    }
    await allowed(20, () => attempt(email, 'guess', attacker));
    expect(await attempt(email, password, attacker)).toBe(429);
  });

  it('from many networks is limited for the account, and a known browser still signs in', async () => {
    const small = { burst: 4, every: day };
    await using narrow = await openTestApp({
      database: app.database,
      rateLimits: { ...defaultRateLimits, signInNewNetworks: small, signInStrangers: small },
    });
    const owner = new TestBrowser(narrow);
    const email = someone();
    await owner.signUp(email);
    let guesses = 0;
    for (let count = 0; count < 20; count += 1) {
      if ((await attempt(email, 'guess', newNetwork(), narrow)) === 401) guesses += 1;
    }
    expect(guesses).toBe(2 * small.burst);
    expect(errorCode(await owner.signIn(email))).toBeNull();
  });

  it('has at most 2,200 guesses a day at one account from any number of networks', () => {
    const aDay = ({ every }: { every: number }) => day / every;
    const { signInStrangers, signInNewNetworks, signInAccount } = defaultRateLimits;
    expect(aDay(signInAccount)).toBe(720);
    expect(aDay(signInStrangers) + aDay(signInNewNetworks)).toBe(2160);
  });
});

describe('a correct password', () => {
  it('restores the limit of its network: seventy users sign in from one address', async () => {
    const accounts = [await openAccount(), await openAccount()];
    const office = newNetwork();
    for (let count = 0; count < 70; count += 1) {
      expect(await attempt(accounts[count % 2] ?? '', password, office)).toBe(200);
      app.passTime(10);
    }
  });

  it('restores no more than its own attempt: a valid account does not help guessing at others', async () => {
    await using narrow = await openTestApp({
      database: app.database,
      rateLimits: { ...defaultRateLimits, signInAddress: { burst: 5, every: day } },
    });
    const [own, attacker] = [await openAccount(narrow), newNetwork()];
    let guesses = 0;
    for (let count = 0; count < 20; count += 1) {
      await attempt(own, password, attacker, narrow);
      if ((await attempt(someone(), 'guess', attacker, narrow)) === 401) guesses += 1;
    }
    expect(guesses).toBe(5);
  });

  it('restores the limit also where the database is too busy for the session', async () => {
    let isBusy = false;
    await using busy = await openTestApp({
      database: app.database,
      rateLimits: defaultRateLimits,
      stores: (real) => ({
        ...real,
        sessions: new Proxy(real.sessions, {
          get: (target, name): unknown =>
            isBusy && name === 'begin'
              ? () => Promise.reject(new StoreBusy('A row stays locked'))
              : Reflect.get(target, name),
        }),
      }),
    });
    const [email, network] = [await openAccount(busy), newNetwork()];
    isBusy = true;
    for (let count = 0; count < 30; count += 1) expect(await attempt(email, password, network, busy)).toBe(503);
    isBusy = false;
    expect(await attempt(email, password, network, busy)).toBe(200);
  });

  it('resets the counter of failures at sign-in', async () => {
    const [email, network] = [await openAccount(), newNetwork()];
    for (let round = 0; round < 2; round += 1) {
      for (let count = 0; count < 9; count += 1) expect(await attempt(email, 'guess', network)).toBe(401);
      expect(await attempt(email, password, network)).toBe(200);
    }
    expect(await allowed(20, () => attempt(email, 'guess', network))).toBe(10);
  });

  it('resets the counter of failures in a known browser and at a step-up', async () => {
    const browser = new TestBrowser(app);
    const email = someone();
    await browser.signUp(email);
    for (let round = 0; round < 2; round += 1) {
      for (let count = 0; count < 9; count += 1) expect((await browser.signIn(email, 'guess')).statusCode).toBe(401);
      expect((await browser.signIn(email)).statusCode).toBe(200);
      for (let count = 0; count < 9; count += 1) expect((await browser.stepUp('guess')).statusCode).toBe(403);
      expect((await browser.stepUp()).statusCode).toBe(200);
      app.passTime(600_000);
    }
  });
});

describe('successful attempts', () => {
  it('are limited at sign-in for known browsers and programs, and refill with time', async () => {
    const { burst, every } = defaultRateLimits.signedInFrom;
    const email = someone();
    const browser = new TestBrowser(app);
    await browser.signUp(email);
    const inBrowser = async () => (await browser.signIn(email)).statusCode;
    expect(await allowed(2 * burst, inBrowser)).toBe(burst);
    const refused = await browser.signIn(email);
    expect([errorCode(refused), refused.headers['retry-after']]).toEqual(['rate_limited', `${every / 1000}`]);
    // A program elsewhere has its own.
    const network = newNetwork();
    expect(await allowed(2 * burst, () => attempt(email, password, network))).toBe(burst);
    app.passTime(every);
    expect([await inBrowser(), await inBrowser()]).toEqual([200, 429]);
  });

  it('are limited for one account over all networks', async () => {
    await using narrow = await openTestApp({
      database: app.database,
      rateLimits: { ...defaultRateLimits, signedIn: { burst: 7, every: day } },
    });
    const email = await openAccount(narrow);
    expect(await allowed(20, () => attempt(email, password, newNetwork(), narrow))).toBe(7);
  });

  it('and failed ones are limited for one account over all known browsers', async () => {
    await using narrow = await openTestApp({
      database: app.database,
      rateLimits: {
        ...defaultRateLimits,
        signUpAddress: never,
        signedInKnown: { burst: 3, every: day },
        signInKnown: { burst: 5, every: day },
      },
    });
    const email = await openAccount(narrow);
    const browsers = Array.from({ length: 8 }, () => new TestBrowser(narrow));
    for (const browser of browsers) expect((await browser.signIn(email)).statusCode).toBe(200);
    const inEach = async (given: string) => {
      const codes = [];
      for (const browser of browsers) codes.push((await browser.signIn(email, given)).statusCode);
      return codes;
    };
    // A success gives its attempt back, and is counted by itself.
    expect(await inEach(password)).toEqual([200, 200, 200, 429, 429, 429, 429, 429]);
    expect(await inEach('wrong')).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    // Not for networks that are new.
    expect(await attempt(email, password, newNetwork(), narrow)).toBe(200);
  });

  it.each(['over tRPC', 'over REST'])('are limited at a step-up and at a change of password, %s', async (over) => {
    await using narrow = await openTestApp({
      database: app.database,
      rateLimits: {
        ...defaultRateLimits,
        signUpAddress: never,
        steppedUp: { burst: 4, every: day },
        accountChange: { burst: 3, every: day },
      },
    });
    const browser = new TestBrowser(narrow);
    await browser.signUp(someone());
    let { token } = await narrow.signUp();
    const asProgram = async (path: string, payload: object) => {
      const answer = await rest(narrow, 'POST', path, token, { payload });
      if (answer.statusCode === 200) token = answer.json().session_token;
      return answer.statusCode;
    };
    const acts = {
      'over tRPC': {
        stepUp: async () => (await browser.stepUp()).statusCode,
        change: async () => (await browser.mutate('auth.changePassword', { newPassword: password })).statusCode,
      },
      'over REST': {
        stepUp: () => asProgram('/auth/stepup', { password }),
        change: () => asProgram('/auth/password', { new_password: password }),
      },
    }[over];
    expect(await allowed(9, acts?.stepUp ?? (() => Promise.resolve(0)))).toBe(4);
    expect(await allowed(9, acts?.change ?? (() => Promise.resolve(0)))).toBe(3);
  });

  it.each([
    ['user.setIdleLimit', { limit: null }],
    ['user.setLanguage', { language: 'de' }],
    ['device.rename', { deviceId: 1, label: 'x' }],
    ['alert.answer', { id: 1, answer: 'confirmed' }],
  ])('are limited where they change the account: %s', async (name, input) => {
    await using narrow = await openTestApp({
      database: app.database,
      rateLimits: { ...defaultRateLimits, signUpAddress: never, accountChange: { burst: 2, every: day } },
    });
    const browser = new TestBrowser(narrow);
    await browser.signUp(someone());
    expect(await allowed(9, async () => (await browser.mutate(name, input)).statusCode)).toBe(2);
  });

  it('are limited where they change the account from many devices', async () => {
    await using narrow = await openTestApp({
      database: app.database,
      rateLimits: { ...defaultRateLimits, signUpAddress: never, accountChanges: { burst: 3, every: day } },
    });
    const email = await openAccount(narrow);
    const change = async () => {
      const browser = new TestBrowser(narrow);
      await browser.signIn(email);
      return (await browser.mutate('user.setIdleLimit', { limit: null })).statusCode;
    };
    expect(await allowed(6, change)).toBe(3);
  });
});

describe('IPv6 networks', () => {
  it('are limited by /64, and by /48 with four times the limit', async () => {
    await using narrow = await openTestApp({
      database: app.database,
      rateLimits: { ...defaultRateLimits, signInAddress: { burst: 3, every: day } },
    });
    const [site, another] = [newSite(), newSite()];
    const guess = (address: string) => attempt(someone(), 'guess', address, narrow);
    expect(await allowed(9, () => guess(`${site}:1::${(networks += 1).toString(16)}`))).toBe(3);
    expect(await allowed(99, () => guess(`${site}:${(networks += 1).toString(16)}::1`))).toBe(9);
    expect(await allowed(9, () => guess(`${another}::1`))).toBe(3);
  });

  it('are new to an account once for each /48', async () => {
    await using narrow = await openTestApp({
      database: app.database,
      rateLimits: { ...defaultRateLimits, signInStrangers: { burst: 1, every: day } },
    });
    const [email, site] = [await openAccount(narrow), newSite()];
    const guess = () => attempt(email, 'guess', `${site}:${(networks += 1).toString(16)}::1`, narrow);
    expect(await allowed(30, guess)).toBe(defaultRateLimits.signInNewNetwork.burst + 1);
  });
});

describe('a failed attempt', () => {
  const kindsOf = async (browser: TestBrowser) => {
    const answer: { result: { data: { entries: { kind: string }[] } } } = (
      await browser.query('history.list', {})
    ).json();
    return answer.result.data.entries.map(({ kind }) => kind);
  };

  it('at a step-up is in the history', async () => {
    const browser = new TestBrowser(app);
    await browser.signUp(someone());
    await browser.stepUp('guess');
    expect(await kindsOf(browser)).toEqual(['step_up_failed', 'signed_in']);
  });

  it('at a disabled account is in the history, with the correct password and with a wrong one', async () => {
    const browser = new TestBrowser(app);
    const email = someone();
    await browser.signUp(email);
    await app.services.administration.disable(email);
    expect([await attempt(email, password, newNetwork()), await attempt(email, 'guess', newNetwork())]).toEqual([
      403, 401,
    ]);
    await app.services.administration.enable(email);
    await browser.signIn(email);
    expect((await kindsOf(browser)).slice(0, 3)).toEqual(['signed_in', 'sign_in_failed', 'sign_in_failed']);
  });

  it.each([
    ['with limits', defaultRateLimits],
    ['without limits', undefined],
  ])('writes one row whether or not there is an account, %s', async (_what, rateLimits) => {
    const writes: string[] = [];
    await using counting = await openTestApp({
      database: app.database,
      ...(rateLimits && { rateLimits }),
      stores: (real) => ({
        ...real,
        events: {
          append: (event) => (writes.push(event.kind), real.events.append(event)),
          list: (userId, page) => real.events.list(userId, page),
          findActor: (ended) => real.events.findActor(ended),
        },
        rateLimits: {
          take: (key, limit, now) => (writes.push('row of nobody'), real.rateLimits.take(key, limit, now)),
          takeFirstAvailable: (ways, now) => real.rateLimits.takeFirstAvailable(ways, now),
          refund: (settlement) => real.rateLimits.refund(settlement),
          reset: (key) => real.rateLimits.reset(key),
        },
      }),
    });
    const email = await openAccount();
    expect(await attempt(email, 'guess', newNetwork(), counting)).toBe(401);
    expect(await attempt(someone(), 'guess', newNetwork(), counting)).toBe(401);
    expect(writes).toEqual(['sign_in_failed', 'row of nobody']);
  });
});
