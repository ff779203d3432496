export const ada = { email: 'ada@example.com', password: 'correct horse' };

/** The answer to a sign-up, a sign-in or another request with a password. */
export interface AuthAnswer {
  readonly status: number;
  /** The token of the new session, or an empty text. */
  readonly token: string;
  /** The code of an error, or null. */
  readonly code: string | null;
  readonly retryAfter: string | null;
}

/** A program that uses the REST routes of a server. */
export class RestClient {
  readonly origin: string;
  readonly #headers: Readonly<Record<string, string>>;

  /** `headers` are sent with every request. */
  constructor(origin: string, headers: Readonly<Record<string, string>> = {}) {
    this.origin = origin;
    this.#headers = headers;
  }

  signUp(credentials: object = ada): Promise<AuthAnswer> {
    return this.#auth('signup', credentials);
  }

  signIn(credentials: object = ada): Promise<AuthAnswer> {
    return this.#auth('signin', credentials);
  }

  /** Sends a request with a token. The path begins after `/api/`. */
  ask(path: string, token: string, method = 'GET', body: object | null = null): Promise<Response> {
    return fetch(`${this.origin}/api/${path}`, {
      method,
      headers: { ...this.#headers, 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: body && JSON.stringify(body),
    });
  }

  async #auth(path: 'signup' | 'signin', credentials: object): Promise<AuthAnswer> {
    const answer = await fetch(`${this.origin}/api/v1/auth/${path}`, {
      method: 'POST',
      headers: { ...this.#headers, 'content-type': 'application/json' },
      body: JSON.stringify(credentials),
    });
    const body: { session_token?: string; error_code?: string } = JSON.parse(await answer.text());
    return {
      status: answer.status,
      token: body.session_token ?? '',
      code: body.error_code ?? null,
      retryAfter: answer.headers.get('retry-after'),
    };
  }
}
