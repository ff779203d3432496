import { describe, expect, test } from 'vitest';
import { BindingService } from './binding-service.ts';
import {
  type DeviceBinding,
  bindingChallenge,
  boundCookieExpiry,
  boundCookieMaxAge,
  challengeTime,
  createBindingSecret,
  isRegistrationChallenge,
  registrationChallenge,
} from './device-binding.ts';
import type { ChallengeUse, ChallengeUseResult, KeyBinding } from '../sessions/session-store.ts';
import { hashSessionToken } from './session-token.ts';
import { later, sampleSession, sampleUser, start } from '../testing/sample-session.ts';

const minute = 60_000;
const unbound = { secret: 'secret', key: null };
const bound = { secret: 'secret', key: 'PEM' };
const cutoff = { now: start, idleSince: later(start, -minute) };
const refused = { ok: false, code: 'device_not_proved' };

interface Given {
  readonly now?: Date;
  readonly binds?: boolean;
  readonly verdict?: ChallengeUseResult;
}

const firstUse: ChallengeUseResult = { isFirst: true, latest: null };

/** A service with a fixed clock, and a store with given answers that records its calls. */
function service({ now = start, binds = true, verdict = firstUse }: Given = {}) {
  const asked: (KeyBinding | ChallengeUse)[] = [];
  const store = {
    bind: (binding: KeyBinding) => {
      asked.push(binding);
      return Promise.resolve(binds);
    },
    useChallenge: (use: ChallengeUse) => {
      asked.push(use);
      return Promise.resolve(verdict);
    },
  };
  return { asked, bindings: new BindingService({ store, clock: () => now, cutoff: () => cutoff }) };
}

const sessionWith = (binding: DeviceBinding | null) => sampleSession({ id: 7, userId: 3, binding });
const principalWith = (binding: DeviceBinding | null) => ({
  user: sampleUser(3),
  session: sessionWith(binding),
  tokenHash: hashSessionToken('7'),
  ofBrowser: true,
  provedUntil: null,
});
const boundSession = { id: 7, binding: bound };
/** A bound cookie opens the session for a minute longer than the browser keeps it. */
const cookieUntil = (from: Date) => later(from, boundCookieMaxAge * 1000 + minute);

describe('a session that can be bound', () => {
  test('is offered a challenge to register a key, until it has one', () => {
    const { bindings } = service();
    const challenge = bindings.offer(sessionWith(unbound)) ?? '';
    expect(isRegistrationChallenge(challenge, { id: 7, binding: unbound }, start)).toBe(true);
    expect(bindings.offer(sessionWith(bound))).toBeNull();
    expect(bindings.offer(sessionWith(null))).toBeNull();
  });

  test('is bound to the key with which its challenge was signed, and gets the first bound cookie', async () => {
    const { bindings, asked } = service({ now: later(start, 10) });
    const challenge = registrationChallenge({ id: 7, binding: unbound }, start);
    const registered = await bindings.register(principalWith(unbound), { challenge, key: 'PEM' });
    expect(asked).toEqual([{ userId: 3, sessionId: 7, key: 'PEM', cutoff }]);
    expect(registered.ok && boundCookieExpiry(registered.value, boundSession)).toEqual(cookieUntil(later(start, 10)));
  });

  test('is not bound by a challenge of another session, by one that is too old, twice, or without a secret', async () => {
    const challenge = registrationChallenge({ id: 7, binding: unbound }, start);
    const foreign = registrationChallenge({ id: 8, binding: unbound }, start);
    const { bindings, asked } = service();
    expect(await bindings.register(principalWith(unbound), { challenge: foreign, key: 'PEM' })).toEqual(refused);
    expect(await bindings.register(principalWith(bound), { challenge, key: 'PEM' })).toEqual(refused);
    expect(await bindings.register(principalWith(null), { challenge, key: 'PEM' })).toEqual(refused);
    const late = service({ now: later(start, 5 * minute) });
    expect(await late.bindings.register(principalWith(unbound), { challenge, key: 'PEM' })).toEqual(refused);
    expect([...asked, ...late.asked]).toEqual([]);
    const second = service({ binds: false });
    expect(await second.bindings.register(principalWith(unbound), { challenge, key: 'PEM' })).toEqual(refused);
  });
});

describe('a bound session', () => {
  test('is answered a challenge where nothing is signed, or what is signed is too old', async () => {
    const now = later(start, minute);
    const { bindings, asked } = service({ now });
    for (const signed of [null, bindingChallenge(boundSession, start), 'nonsense']) {
      const answer = await bindings.refresh(sampleUser(3), boundSession, signed);
      expect('challenge' in answer && challengeTime(answer.challenge, boundSession, now)).toEqual(now);
    }
    expect(asked).toEqual([]);
  });

  test('gets a new bound cookie for a challenge that is signed for the first time', async () => {
    const now = later(start, minute - 1);
    const { bindings, asked } = service({ now });
    const answer = await bindings.refresh(sampleUser(3), boundSession, bindingChallenge(boundSession, start));
    expect(asked).toEqual([{ userId: 3, sessionId: 7, at: start, cutoff }]);
    expect('cookie' in answer && boundCookieExpiry(answer.cookie, boundSession)).toEqual(cookieUntil(now));
  });

  test('is answered a later challenge where one is signed again', async () => {
    const latest = later(start, 20);
    const { bindings } = service({ now: later(start, 10), verdict: { isFirst: false, latest } });
    const answer = await bindings.refresh(sampleUser(3), boundSession, bindingChallenge(boundSession, start));
    expect('challenge' in answer && challengeTime(answer.challenge, boundSession, latest)).toEqual(later(start, 21));
  });
});

test('the secret of a binding is 256 bits that the system drew, in base64url', () => {
  const asked: number[] = [];
  const secret = createBindingSecret((bytes) => {
    asked.push(bytes);
    return new Uint8Array(bytes).fill(255);
  });
  expect(asked).toEqual([32]);
  expect(secret).toBe(`${'_'.repeat(42)}8`);
});
