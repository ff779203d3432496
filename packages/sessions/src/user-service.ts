import { networksOf } from './addresses/networks.ts';
import { HashQueueFull, type HashRequester } from './accounts/hash-queue.ts';
import type { Hashing, Passwords } from './accounts/passwords.ts';
import type { SignInAttempts } from './accounts/sign-in-attempts.ts';
import type { Client, SessionChoices } from './client.ts';
import type { Clock } from './clock.ts';
import type { Language } from './language.ts';
import type { MailBudget } from './mail/mail-budget.ts';
import type { Principal } from './principal.ts';
import type { Limited, RateLimiter } from './rate-limiter.ts';
import type { Result } from './result.ts';
import type { HeldSession } from './session.ts';
import type { SessionEventStore } from './session-event.ts';
import type { IssuedSession, SessionService } from './session-service.ts';
import { hasFreshProof, isNewcomer } from './step-up.ts';
import type { User } from './user.ts';
import type { UserStore } from './user-store.ts';

/** An e-mail address and a password, as the `email` and `password` schemas let them through. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface UserServiceOptions {
  readonly store: UserStore;
  readonly events: SessionEventStore;
  readonly sessions: SessionService;
  readonly attempts: SignInAttempts;
  readonly limiter: RateLimiter;
  readonly budget: MailBudget;
  readonly passwords: Passwords;
  readonly clock: Clock;
  /** Whether anybody may open an account. */
  readonly signUp: SignUpRule;
  readonly onSignIn: (outcome: SignInOutcome) => void;
  /** Called with whose session has begun, and from where. */
  readonly onSessionBegun: (userId: number, address: string | null) => void;
  /** Called when there may be a mail to send. */
  readonly onMailDue: () => void;
}

/** Whether anybody may open an account, or the operator alone. */
export type SignUpRule = 'open' | 'closed';

type SignInRefusal = 'credentials_incorrect' | 'account_disabled';

/** What came of a sign-in that was answered. `busy`: it was turned away unseen, because too many were under way. */
export type SignInOutcome = 'succeeded' | SignInRefusal | Limited['code'] | 'busy';
type StepUpRefusal = 'password_incorrect' | 'token_incorrect';

/** Accounts: opening one, and proving that it is yours. */
export class UserService {
  readonly #store: UserStore;
  readonly #events: SessionEventStore;
  readonly #sessions: SessionService;
  readonly #attempts: SignInAttempts;
  readonly #limiter: RateLimiter;
  readonly #budget: MailBudget;
  readonly #passwords: Passwords;
  readonly #clock: Clock;
  readonly #signUpRule: SignUpRule;
  readonly #onSignIn: UserServiceOptions['onSignIn'];
  readonly #onSessionBegun: UserServiceOptions['onSessionBegun'];
  readonly #onMailDue: () => void;

  constructor(options: UserServiceOptions) {
    const {
      store,
      events,
      sessions,
      attempts,
      limiter,
      budget,
      passwords,
      clock,
      signUp,
      onSignIn,
      onSessionBegun,
      onMailDue,
    } = options;
    this.#store = store;
    this.#events = events;
    this.#sessions = sessions;
    this.#attempts = attempts;
    this.#limiter = limiter;
    this.#budget = budget;
    this.#passwords = passwords;
    this.#clock = clock;
    this.#signUpRule = signUp;
    this.#onSignIn = onSignIn;
    this.#onSessionBegun = onSessionBegun;
    this.#onMailDue = onMailDue;
  }

  /** Whether anybody may open an account. */
  get signUpRule(): SignUpRule {
    return this.#signUpRule;
  }

  /**
   * Opens an account, has a verification mail sent to its address, and begins its first session. Throws `HashQueueFull` where
   * too many wait, as all of these do.
   */
  async signUp(
    credentials: Credentials,
    client: Client,
    choices: SessionChoices,
  ): Promise<Result<IssuedSession, 'email_taken' | 'sign_up_closed'> | Limited> {
    if (this.#signUpRule === 'closed') return { ok: false, code: 'sign_up_closed' };
    const requester = requesterOf(credentials.email, client);
    return this.#passwords.admitted(requester, (hashing) => this.#signUp(credentials, client, choices, hashing));
  }

  async #signUp(
    { email, password }: Credentials,
    client: Client,
    choices: SessionChoices,
    hashing: Hashing,
  ): Promise<Result<IssuedSession, 'email_taken'> | Limited> {
    const allowed = await this.#limiter.takeFrom('signUpAddress', client.address);
    if (!allowed.ok) return allowed;
    const passwordHash = await hashing.hash(password);
    const { language } = client;
    const verificationDueAt = await this.#budget.dueAt('verification', email);
    const createdAt = this.#clock();
    const user = await this.#store.create({ email, passwordHash, createdAt, language, verificationDueAt });
    this.#onMailDue();
    if (!user) return { ok: false, code: 'email_taken' };
    const issued = await this.#sessions.begin({ user, passwordHash, disabledAt: null }, client, choices, []);
    if (issued.ok) this.#onSessionBegun(user.id, client.address);
    return issued.ok || issued.code === 'rate_limited' ? issued : { ok: false, code: 'email_taken' };
  }

  /** Begins a session for whoever knows the password. A missing account costs as much time as a wrong password. */
  async signIn(
    credentials: Credentials,
    client: Client,
    choices: SessionChoices,
  ): Promise<Result<IssuedSession, SignInRefusal> | Limited> {
    try {
      const requester = requesterOf(credentials.email, client);
      const signedIn = await this.#passwords.admitted(requester, (hashing) =>
        this.#signIn(credentials, client, choices, hashing),
      );
      this.#onSignIn(signedIn.ok ? 'succeeded' : signedIn.code);
      return signedIn;
    } catch (error) {
      if (error instanceof HashQueueFull) this.#onSignIn('busy');
      throw error;
    }
  }

  async #signIn(
    { email, password }: Credentials,
    client: Client,
    choices: SessionChoices,
    hashing: Hashing,
  ): Promise<Result<IssuedSession, SignInRefusal> | Limited> {
    const attempt = await this.#attempts.begin(email, client);
    if (!attempt.ok) return attempt;
    const { account, successes } = attempt.value;
    if (!(await hashing.verify(account?.passwordHash ?? null, password)) || !account) {
      // Without an account there is no history: a row of the same cost is written, so that time does not tell which it was.
      if (account) await this.#recordFailure('sign_in_failed', account.user, null, client);
      else await this.#attempts.failWithoutAccount(email);
      return { ok: false, code: 'credentials_incorrect' };
    }
    // Said only to who knows the password: it tells nobody else that there is an account.
    if (account.disabledAt) {
      await this.#recordFailure('sign_in_failed', account.user, null, client);
      return { ok: false, code: 'account_disabled' };
    }
    try {
      const issued = await this.#sessions.begin(account, client, choices, successes);
      if (issued.ok) this.#onSessionBegun(account.user.id, client.address);
      return issued.ok || issued.code === 'rate_limited' ? issued : { ok: false, code: 'credentials_incorrect' };
    } finally {
      // Also where the database is busy: the password was right.
      this.#attempts.succeed(attempt.value);
    }
  }

  /** Proves again who is asking, by the password, and gives the session a new token (ASVS 7.2.4, 7.5.3). */
  stepUp(
    principal: Principal,
    password: string,
    client: Client,
  ): Promise<Result<IssuedSession, StepUpRefusal> | Limited> {
    const requester = requesterOf(principal.user.email, client);
    return this.#passwords.admitted(requester, (hashing) => this.#stepUp(principal, password, client, hashing));
  }

  async #stepUp(
    principal: Principal,
    password: string,
    client: Client,
    hashing: Hashing,
  ): Promise<Result<IssuedSession, StepUpRefusal> | Limited> {
    const { user, session } = principal;
    // Each device has attempts of its own: a thief in one session cannot use up those of the owner in another.
    const guesser = `${user.id} ${session.deviceId}`;
    const allowed = await this.#limiter.takeAll([
      ['stepUp', guesser],
      ['steppedUp', guesser],
    ]);
    if (!allowed.ok) return allowed;
    const account = await this.#store.findById(user.id);
    if (!(await hashing.verify(account?.passwordHash ?? null, password))) {
      await this.#recordFailure('step_up_failed', user, session, client);
      return { ok: false, code: 'password_incorrect' };
    }
    const issued = await this.#sessions.renew(principal, client);
    if (!issued) return { ok: false, code: 'token_incorrect' };
    await this.#limiter.forget('stepUp', guesser);
    return { ok: true, value: issued };
  }

  /** Changes the password. Every other session ends (ASVS 7.4.3), this one gets a new token, and a mail tells of it. */
  async changePassword(
    principal: Principal,
    password: string,
    client: Client,
  ): Promise<Result<IssuedSession, 'step_up_required' | 'token_incorrect'>> {
    const now = this.#clock();
    if (!hasFreshProof(principal.session, now) || isNewcomer(principal.session, now)) {
      return { ok: false, code: 'step_up_required' };
    }
    return this.#passwords.admitted(requesterOf(principal.user.email, client), async (hashing) => {
      const passwordHash = await hashing.hash(password);
      const { token, renewal } = this.#sessions.renewal(principal);
      const noticeDueAt = await this.#budget.dueAt('password_changed', principal.user.email);
      const changed = await this.#store.changePassword(passwordHash, renewal, noticeDueAt);
      if (!changed) return { ok: false, code: 'token_incorrect' };
      this.#onMailDue();
      return { ok: true, value: { session: { ...principal.session, steppedUpAt: renewal.liveAt.now }, token } };
    });
  }

  /**
   * Notes in which language the account's owner wants to be written to. A session that may not speak for them changes nothing
   * by it, and is not told so.
   */
  async setLanguage(principal: Principal, language: Language): Promise<void> {
    if (!principal.ofBrowser) return;
    const { user, session } = principal;
    await this.#store.setLanguage({ userId: user.id, deviceId: session.deviceId, language, at: this.#clock() });
  }

  #recordFailure(
    kind: 'sign_in_failed' | 'step_up_failed',
    user: User,
    session: HeldSession | null,
    { userAgent, address }: Client,
  ): Promise<void> {
    const of = { userId: user.id, sessionId: session?.id ?? null, deviceId: session?.deviceId ?? null };
    return this.#events.append({ ...of, kind, at: this.#clock(), userAgent, address });
  }
}

const requesterOf = (account: string, { address }: Client): HashRequester => ({
  network: networksOf(address).wide,
  account,
});
