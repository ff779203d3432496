import { parseSetCookie } from 'cookie';
import type { LightMyRequestResponse } from 'fastify';
import { type TestApp, firefox, password } from './test-app.ts';

interface BrowserEnd {
  readonly at: string;
  readonly reason: string;
  readonly by: { readonly device: { readonly software: string | null }; readonly label: string | null } | null;
}

/** A browser as the API sees it: it keeps its cookies, sends them along, and speaks tRPC. */
export class TestBrowser {
  readonly #app: TestApp;
  readonly #userAgent: string;
  readonly cookies = new Map<string, string>();
  /** The `Set-Cookie` lines of the last answer. */
  lastSetCookies: string[] = [];
  /** The IP address of its requests. */
  remoteAddress = '127.0.0.1';

  constructor(app: TestApp, userAgent = firefox) {
    this.#app = app;
    this.#userAgent = userAgent;
  }

  query(name: string, input?: unknown): Promise<LightMyRequestResponse> {
    const url = `/api/trpc/${name}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`;
    return this.send('GET', url);
  }

  mutate(name: string, input?: unknown, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    return this.send('POST', `/api/trpc/${name}`, input, headers);
  }

  async send(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    input?: unknown,
    headers: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.#app.http.inject({
      method,
      url: `${this.#app.basePath}${url}`,
      remoteAddress: this.remoteAddress,
      headers: { 'user-agent': this.#userAgent, 'content-type': 'application/json', cookie, ...headers },
      ...(input === undefined ? {} : { payload: JSON.stringify(input) }),
    });
    this.lastSetCookies = [answer.headers['set-cookie'] ?? []].flat();
    for (const line of this.lastSetCookies) {
      const { name, value = '', maxAge } = parseSetCookie(line);
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  signUp(email: string): Promise<LightMyRequestResponse> {
    return this.mutate('auth.signUp', { email, password, rememberMe: true });
  }

  signIn(email: string, secret = password): Promise<LightMyRequestResponse> {
    return this.mutate('auth.signIn', { email, password: secret, rememberMe: true });
  }

  stepUp(secret = password): Promise<LightMyRequestResponse> {
    return this.mutate('auth.stepUp', { password: secret });
  }

  async isSignedIn(): Promise<boolean> {
    return (await this.query('user.myself')).statusCode === 200;
  }

  /** The sessions that it sees, oldest use first. */
  async sessions(): Promise<{ id: number; deviceId: number; label: string | null; isCurrent: boolean }[]> {
    const body: { result: { data: { sessions: [] } } } = (await this.query('session.list')).json();
    return body.result.data.sessions;
  }

  /** When, why and by which device its session ended, as the page receives it. */
  async end(): Promise<BrowserEnd | null> {
    const body: { error: { data: { end: BrowserEnd | null } } } = (await this.query('user.myself')).json();
    return body.error.data.end;
  }
}

/** The error code of an answer over tRPC, or null. */
export function errorCode(answer: LightMyRequestResponse): string | null {
  const body: { error?: { data: { errorCode: string } } } = answer.json();
  return body.error?.data.errorCode ?? null;
}
