import type { Credentials, PasswordChange } from '../account/user.ts';
import type { LatchkeyApi } from './latchkey-api.ts';

interface Options {
  /** The stored token, or null. Undefined where the browser has it in a cookie. */
  readonly token: string | null | undefined;
  readonly onToken: ((token: string | null) => void) | undefined;
}

/** Gets and replaces the client's token: its own Bearer token, or the cookie of the browser, which no script can read. */
export class TokenKeeper {
  readonly #isCookie: boolean;
  readonly #onToken: ((token: string | null) => void) | undefined;
  #token: string | null;

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
    this.#onToken?.(token);
  }

  async signUp(api: LatchkeyApi, credentials: Credentials): Promise<void> {
    if (this.#isCookie) await api.call(({ auth }) => auth.signUp.mutate(credentials));
    else this.set(await api.requestToken('signup', credentials));
  }

  async signIn(api: LatchkeyApi, credentials: Credentials): Promise<void> {
    if (this.#isCookie) await api.call(({ auth }) => auth.signIn.mutate(credentials));
    else this.set(await api.requestToken('signin', credentials));
  }

  async stepUp(api: LatchkeyApi, password: string): Promise<void> {
    if (this.#isCookie) await api.call(({ auth }) => auth.stepUp.mutate({ password }));
    else this.set(await api.requestToken('stepup', { password }));
  }

  async changePassword(api: LatchkeyApi, change: PasswordChange): Promise<void> {
    if (this.#isCookie) await api.call(({ auth }) => auth.changePassword.mutate(change));
    else this.set(await api.requestToken('password', change));
  }
}
