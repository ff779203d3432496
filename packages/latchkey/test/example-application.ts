import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { Program } from '@latchkey/testing/program';
import { expect, it } from 'vitest';

/** The id of Ada, whom the example has as its user. */
const subject = '0f7b1c52-6f0e-4a57-9b53-1f1d3d5c8a01';

/** The path of Latchkey. */
export const basePath = '/account';

/** Latchkey as an installation runs it, with the key of the examples. */
export interface RunningLatchkey {
  /** With its path. */
  readonly url: string;
  readonly key: string;
  stop(): Promise<void>;
}

/** Starts the installed command in a new folder beside the installation. */
export async function startLatchkey(folder: string): Promise<RunningLatchkey> {
  // A key as `latchkey admin keys create` makes one.
  const hex = randomBytes(32).toString('hex');
  const key = `latchkey_service_${hex}${crc32(hex).toString(16).padStart(8, '0')}`;
  const server = new Program({
    command: join(folder, 'node_modules/.bin/latchkey'),
    args: [],
    directory: mkdtempSync(join(folder, 'beside-')),
    environment: {
      PORT: '0',
      LOG_LEVEL: 'silent',
      BASE_PATH: basePath,
      ACCOUNTS: 'host',
      SERVICE_KEYS: `examples ${key}`,
    },
  });
  return { url: await server.find(/ready: (\S+)/), key, stop: () => server.stop() };
}

/** A browser that follows no redirection, and keeps the cookies of its answers. */
class Browser {
  readonly #origin: string;
  readonly cookies = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  get(path: string): Promise<Response> {
    return this.#ask(path, { method: 'GET' });
  }

  post(path: string, form: Record<string, string> = {}): Promise<Response> {
    return this.#ask(path, { method: 'POST', body: new URLSearchParams(form) });
  }

  async #ask(path: string, request: RequestInit): Promise<Response> {
    const cookie = Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(path, this.#origin), { ...request, headers: { cookie }, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name, value);
    }
    return answer;
  }
}

interface RunningExample {
  readonly origin: string;
  readonly latchkey: RunningLatchkey;
}

/** What the example does. `running` is called in the tests. */
export function itKeepsSessionsInLatchkey(running: () => RunningExample): void {
  /** A browser in which Ada has signed in. */
  async function signedIn(): Promise<Browser> {
    const browser = new Browser(running().origin);
    const answer = await browser.post('/login', { email: 'ada@example.com', password: 'swordfish' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    return browser;
  }

  const refused = { status: 303, location: `${basePath}/signin?next=%2F` };
  const home = async (browser: Browser) => {
    const answer = await browser.get('/');
    return answer.status === 303 ? { ...refused, location: answer.headers.get('location') } : await answer.text();
  };

  it('shows its page to a signed-in user only, and leads others to the sign-in', async () => {
    const stranger = new Browser(running().origin);
    expect(await home(stranger)).toEqual(refused);
    const wrong = await stranger.post('/login', { email: 'ada@example.com', password: 'wrong' });
    expect([wrong.status, stranger.cookies.size]).toEqual([401, 0]);
    expect(await home(await signedIn())).toContain('<h1>Invoices of ');
  });

  it('links to the page of the devices, below the path of Latchkey', async () => {
    const page = await (await (await signedIn()).get('/')).text();
    const [, link = ''] = /href="([^"]*)">Your devices/.exec(page) ?? [];
    expect(link).toBe(`${basePath}/sessions`);
    expect((await fetch(new URL(link, running().latchkey.url))).status).toBe(200);
  });

  it('refuses the next request of a session that Latchkey has ended', async () => {
    const browser = await signedIn();
    const { latchkey } = running();
    const ended = await fetch(`${latchkey.url}/api/v1/service/users/${subject}/sessions`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${latchkey.key}` },
    });
    expect(ended.status).toBe(200);
    expect(await home(browser)).toEqual(refused);
  });

  it('ends the session at the sign-out, for a copy of its cookies too', async () => {
    const [browser, thief] = [await signedIn(), new Browser(running().origin)];
    for (const [cookie, value] of browser.cookies) thief.cookies.set(cookie, value);
    expect(await home(thief)).toContain('<h1>Invoices of ');
    expect((await browser.post('/logout')).status).toBe(303);
    expect([await home(browser), await home(thief)]).toEqual([refused, refused]);
  });
}
