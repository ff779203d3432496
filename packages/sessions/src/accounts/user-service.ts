import type { Client, SessionChoices } from '../devices/client.ts';
import type { Clock } from '../clock.ts';
import { networksOf } from '../geo/ip-networks.ts';
import type { SessionEventStore } from '../history/session-event.ts';
import type { MailBudget } from '../mail/mail-budget.ts';
import type { MailWorkers } from '../mail/outbox-worker.ts';
import { HashQueueFull, type HashRequester } from '../passwords/hash-queue.ts';
import type { Hashing, Passwords } from '../passwords/passwords.ts';
import type { Limited, RateLimiter } from '../rate-limits/rate-limiter.ts';
import type { SignInAttempts } from './sign-in-attempts.ts';
import type { Result } from '../result.ts';
import type { Principal } from '../sessions/principal.ts';
import type { IssuedSession, SessionService } from '../sessions/session-service.ts';
import type { PrincipalSession } from '../sessions/session.ts';
import type { Telemetry } from '../telemetry.ts';
import { mustProveToChangePassword } from '../tokens/step-up.ts';
import type { Language } from '../language.ts';
import type { User } from './user.ts';
import type { Account, UserStore } from './user-store.ts';

/** An e-mail address and a password, as the `email` and `password` schemas return them. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** A change of the password. `current`: the current one, or null from a session that has just stepped up. */
export interface PasswordChange {
  readonly current: string | null;
  readonly next: string;
}

/** Whether every visitor may create an account, or only the operator. */
export type SignUpRule = 'open' | 'closed';

type SignInFailure = 'credentials_incorrect' | 'account_disabled' | 'session_limit_reached';
type StepUpFailure = 'password_incorrect' | 'token_incorrect';

interface Deps {
  readonly store: UserStore;
  readonly events: SessionEventStore;
  readonly sessions: SessionService;
  readonly attempts: SignInAttempts;
  readonly limiter: RateLimiter;
  readonly budget: MailBudget;
  readonly passwords: Passwords;
  readonly clock: Clock;
  readonly signUp: SignUpRule;
  readonly mailWorkers: MailWorkers;
  readonly telemetry: Pick<Telemetry, 'onSignIn' | 'onSessionBegun'>;
}

/** Creates accounts and checks passwords. Every method that hashes throws `HashQueueFull` where too many requests wait. */
export class UserService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  get signUpRule(): SignUpRule {
    return this.#deps.signUp;
  }

  /** Creates an account and its first session, and schedules the mail that verifies its address. */
  async signUp(
    credentials: Credentials,
    client: Client,
    choices: SessionChoices,
  ): Promise<Result<IssuedSession, 'email_taken' | 'sign_up_closed'> | Limited> {
    if (this.#deps.signUp === 'closed') return { ok: false, code: 'sign_up_closed' };
    const requester = requesterOf(credentials.email, client);
    return this.#deps.passwords.admitted(requester, (hashing) => this.#signUp(credentials, client, choices, hashing));
  }

  async #signUp(
    { email, password }: Credentials,
    client: Client,
    choices: SessionChoices,
    hashing: Hashing,
  ): Promise<Result<IssuedSession, 'email_taken'> | Limited> {
    const { store, sessions, limiter, budget, clock, mailWorkers, telemetry } = this.#deps;
    const allowed = await limiter.takeFrom('signUpAddress', client.ip);
    if (!allowed.ok) return allowed;
    const passwordHash = await hashing.hash(password);
    const createdAt = clock();
    const verificationDueAt = await budget.scheduleFor('verification', email, createdAt);
    const { language } = client;
    const user = await store.create({ email, passwordHash, createdAt, language, verificationDueAt });
    mailWorkers.wake();
    if (!user) return { ok: false, code: 'email_taken' };
    const issued = await sessions.begin({ user, passwordHash, disabledAt: null }, client, choices, []);
    if (issued.ok) telemetry.onSessionBegun(user.id, client.ip);
    return issued.ok || issued.code === 'rate_limited' ? issued : { ok: false, code: 'email_taken' };
  }

  /** Creates a session for the right password. A missing account takes as long as a wrong password. */
  async signIn(
    credentials: Credentials,
    client: Client,
    choices: SessionChoices,
  ): Promise<Result<IssuedSession, SignInFailure> | Limited> {
    const { passwords, telemetry } = this.#deps;
    try {
      const requester = requesterOf(credentials.email, client);
      const signedIn = await passwords.admitted(requester, (hashing) =>
        this.#signIn(credentials, client, choices, hashing),
      );
      telemetry.onSignIn(signedIn.ok ? 'succeeded' : signedIn.code);
      return signedIn;
    } catch (error) {
      if (error instanceof HashQueueFull) telemetry.onSignIn('busy');
      throw error;
    }
  }

  async #signIn(
    { email, password }: Credentials,
    client: Client,
    choices: SessionChoices,
    hashing: Hashing,
  ): Promise<Result<IssuedSession, SignInFailure> | Limited> {
    const { sessions, attempts, telemetry } = this.#deps;
    const attempt = await attempts.begin(email, client);
    if (!attempt.ok) return attempt;
    const { account, successes } = attempt.value;
    if (!(await hashing.verify(account?.passwordHash ?? null, password)) || !account) {
      // A missing account has no history. It writes another row of the same cost, so that timing does not reveal it.
      if (account) await this.#recordFailure('sign_in_failed', account.user, null, client);
      else await attempts.failWithoutAccount(email);
      return { ok: false, code: 'credentials_incorrect' };
    }
    // Answered only after the right password, so that it does not reveal the account to others.
    if (account.disabledAt) {
      await this.#recordFailure('sign_in_failed', account.user, null, client);
      return { ok: false, code: 'account_disabled' };
    }
    try {
      const current = hashing.needsRehash(account.passwordHash)
        ? await this.#rehash(account, password, hashing)
        : account;
      if (!current) return { ok: false, code: 'credentials_incorrect' };
      const issued = await sessions.begin(current, client, choices, successes);
      if (issued.ok) telemetry.onSessionBegun(account.user.id, client.ip);
      if (issued.ok || issued.code === 'rate_limited') return issued;
      if (issued.code !== 'session_limit_reached') return { ok: false, code: 'credentials_incorrect' };
      await this.#recordFailure('sign_in_failed', account.user, null, client);
      return { ok: false, code: issued.code };
    } finally {
      // Also where creating the session failed: the password was right.
      attempts.succeed(attempt.value);
    }
  }

  /** Stores a password whose hash is weaker than those of today by a new one. Null where the password was changed in the meantime. */
  async #rehash(account: Account, password: string, hashing: Hashing): Promise<Account | null> {
    const { store } = this.#deps;
    const { id } = account.user;
    const passwordHash = await hashing.hash(password);
    if (await store.replaceHash(id, account.passwordHash, passwordHash)) return { ...account, passwordHash };
    // Another sign-in at the same moment has replaced it, or the password is another one.
    const stored = await store.findById(id);
    return stored && (await hashing.verify(stored.passwordHash, password)) ? stored : null;
  }

  /** Checks the password again and gives the session a new token (ASVS 7.2.4, 7.5.3). */
  stepUp(
    principal: Principal,
    password: string,
    client: Client,
  ): Promise<Result<IssuedSession, StepUpFailure> | Limited> {
    const requester = requesterOf(signedIn(principal.user), client);
    return this.#deps.passwords.admitted(requester, (hashing) => this.#stepUp(principal, password, client, hashing));
  }

  async #stepUp(
    principal: Principal,
    password: string,
    client: Client,
    hashing: Hashing,
  ): Promise<Result<IssuedSession, StepUpFailure> | Limited> {
    const { sessions, limiter } = this.#deps;
    const proved = await this.#checkPassword(principal, password, client, hashing);
    if (!proved.ok) return proved;
    const issued = await sessions.rotateToken(principal, client);
    if (!issued) return { ok: false, code: 'token_incorrect' };
    await limiter.reset('stepUp', guesserOf(principal));
    return { ok: true, value: issued };
  }

  /** Checks the password of a session's user, and writes a wrong one to the history. Limited by the user's device. */
  async #checkPassword(
    principal: Principal,
    password: string,
    client: Client,
    hashing: Hashing,
  ): Promise<Result<null, 'password_incorrect'> | Limited> {
    const { store, limiter } = this.#deps;
    const { user, session } = principal;
    const guesser = guesserOf(principal);
    const allowed = await limiter.takeAll([
      ['stepUp', guesser],
      ['steppedUp', guesser],
    ]);
    if (!allowed.ok) return allowed;
    const account = await store.findById(user.id);
    if (await hashing.verify(account?.passwordHash ?? null, password)) return { ok: true, value: null };
    await this.#recordFailure('step_up_failed', user, session, client);
    return { ok: false, code: 'password_incorrect' };
  }

  /**
   * Changes the password, ends every other session (ASVS 7.4.3), rotates the token of this one and schedules a mail. It needs
   * the current password, or a recent step-up (ASVS 6.2.3, 7.5.1).
   */
  async changePassword(
    principal: Principal,
    { current, next }: PasswordChange,
    client: Client,
  ): Promise<Result<IssuedSession, 'step_up_required' | StepUpFailure> | Limited> {
    const { passwords, clock } = this.#deps;
    if (current === null && mustProveToChangePassword(principal.session, clock()))
      return { ok: false, code: 'step_up_required' };
    return passwords.admitted(requesterOf(signedIn(principal.user), client), async (hashing) => {
      if (current === null) return this.#writePassword(principal, next, hashing);
      const proved = await this.#checkPassword(principal, current, client, hashing);
      if (!proved.ok) return proved;
      const changed = await this.#writePassword(principal, next, hashing);
      if (changed.ok) await this.#deps.limiter.reset('stepUp', guesserOf(principal));
      return changed;
    });
  }

  async #writePassword(
    principal: Principal,
    password: string,
    hashing: Hashing,
  ): Promise<Result<IssuedSession, 'token_incorrect'>> {
    const { store, sessions, budget, mailWorkers } = this.#deps;
    const { user, session } = principal;
    const passwordHash = await hashing.hash(password);
    const { token, rotation } = sessions.prepareRotation(principal);
    const noticeDueAt = await budget.scheduleFor('password_changed', nameOf(user), rotation.cutoff.now);
    const isChanged = await store.changePassword(passwordHash, rotation, noticeDueAt);
    if (!isChanged) return { ok: false, code: 'token_incorrect' };
    mailWorkers.wake();
    return { ok: true, value: { session: { ...session, steppedUpAt: rotation.cutoff.now }, token } };
  }

  /** Stores the language for mails to the account. Sessions of programs change nothing, and receive the same answer. */
  async setLanguage(principal: Principal, language: Language): Promise<void> {
    if (!principal.ofBrowser) return;
    const { user, session } = principal;
    const at = this.#deps.clock();
    await this.#deps.store.setLanguage({ userId: user.id, deviceId: session.deviceId, language, at });
  }

  #recordFailure(
    kind: 'sign_in_failed' | 'step_up_failed',
    user: User,
    session: PrincipalSession | null,
    { userAgent, ip }: Client,
  ): Promise<void> {
    const { events, clock } = this.#deps;
    const of = { userId: user.id, sessionId: session?.id ?? null, deviceId: session?.deviceId ?? null };
    return events.append({ ...of, kind, at: clock(), userAgent, ip });
  }
}

/** What counts the work and the mails of an account. */
const nameOf = ({ id, email }: User): string => email ?? `user ${id}`;

/** Not the e-mail address: sign-ins with it, which any sender can request, would keep the user from ending a session. */
const signedIn = ({ id }: User): string => `user ${id}`;

/** Counted by device, so that a thief in one session cannot use up the attempts of the owner in another. */
const guesserOf = ({ user, session }: Principal): string => `${user.id} ${session.deviceId}`;

const requesterOf = (account: string, { ip }: Client): HashRequester => ({ network: networksOf(ip).wide, account });
