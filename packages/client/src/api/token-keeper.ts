import type { Credentials, PasswordChange } from '../account/user.ts';
import { callApart } from '../sessions/listeners.ts';
import type { LatchkeyApi } from './latchkey-api.ts';

interface Options {
  /** The stored token, or null. Undefined where the browser has it in a cookie. */
  readonly token: string | null | undefined;
  readonly onToken: ((token: string | null) => void) | undefined;
}

/**
 * How long requests wait for a new token, in milliseconds. Longer than the two seconds that the server waits, with the former
 * token refused already, for another instance that has died.
 */
const longestWait = 5000;

/** Marks calls that replace the cookie, which wait for no other. */
const replacing = { context: { replacesToken: true } };

/** Gets and replaces the client's token: its own Bearer token, or the cookie of the browser, which no script can read. */
export class TokenKeeper {
  readonly #isCookie: boolean;
  readonly #onToken: ((token: string | null) => void) | undefined;
  #token: string | null;
  #replaced: Promise<void> | null = null;

  constructor({ token, onToken }: Options) {
    this.#isCookie = token === undefined;
    this.#token = token ?? null;
    this.#onToken = onToken;
  }

  get isCookie(): boolean {
    return this.#isCookie;
  }

  get token(): string | null {
    return this.#token;
  }

  set(token: string | null): void {
    if (this.#isCookie || token === this.#token) return;
    this.#token = token;
    if (this.#onToken) callApart(this.#onToken, token);
  }

  /** Resolves when the token is not just being replaced. Null where it is not. */
  get replaced(): Promise<void> | null {
    return this.#replaced;
  }

  signUp(api: LatchkeyApi, credentials: Credentials): Promise<void> {
    return this.#replace(async () => {
      if (this.#isCookie) await api.call(({ auth }) => auth.signUp.mutate(credentials, replacing));
      else this.set(await api.requestToken('signup', credentials));
    });
  }

  signIn(api: LatchkeyApi, credentials: Credentials): Promise<void> {
    return this.#replace(async () => {
      if (this.#isCookie) await api.call(({ auth }) => auth.signIn.mutate(credentials, replacing));
      else this.set(await api.requestToken('signin', credentials));
    });
  }

  stepUp(api: LatchkeyApi, password: string): Promise<void> {
    return this.#replace(async () => {
      if (this.#isCookie) await api.call(({ auth }) => auth.stepUp.mutate({ password }, replacing));
      else this.set(await api.requestToken('stepup', { password }));
    });
  }

  changePassword(api: LatchkeyApi, change: PasswordChange): Promise<void> {
    return this.#replace(async () => {
      if (this.#isCookie) await api.call(({ auth }) => auth.changePassword.mutate(change, replacing));
      else this.set(await api.requestToken('password', change));
    });
  }

  /** Runs what replaces the token, while other requests wait. */
  async #replace(run: () => Promise<void>): Promise<void> {
    // The next one would be refused with the token that the one before replaces.
    while (this.#replaced) await this.#replaced;
    const running = run();
    const replaced = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, longestWait);
      const settle = () => {
        clearTimeout(timer);
        resolve();
      };
      void running.then(settle, settle);
    }).then(() => {
      if (this.#replaced === replaced) this.#replaced = null;
    });
    this.#replaced = replaced;
    return running;
  }
}
