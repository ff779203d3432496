import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync } from 'node:fs';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { freePort } from '@latchkey/testing/port';
import { Program } from '@latchkey/testing/program';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { examplesFolder } from './installation.ts';

const folder = inject('folder');

/** The id of Ada, whom each example has among its users. */
const subject = '0f7b1c52-6f0e-4a57-9b53-1f1d3d5c8a01';

/** A key as `latchkey admin keys create` makes one. */
const hex = randomBytes(32).toString('hex');
const key = `latchkey_service_${hex}${crc32(hex).toString(16).padStart(8, '0')}`;

let server: Program;
let latchkey: string;

beforeAll(async () => {
  server = new Program({
    command: join(folder, 'node_modules/.bin/latchkey'),
    args: [],
    directory: mkdtempSync(join(folder, 'beside-')),
    environment: { PORT: '0', LOG_LEVEL: 'silent', ACCOUNTS: 'host', SERVICE_KEYS: `examples ${key}` },
  });
  latchkey = await server.find(/ready: (\S+)/);
});
afterAll(() => server.stop());

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

describe.each(inject('examples'))('examples/%s', (name) => {
  let example: Program;
  let origin: string;

  beforeAll(async () => {
    // A copy beside the installation, so that its imports find the tarballs and not the workspace.
    const copy = join(folder, name);
    const isCopied = (path: string) => basename(path) !== 'node_modules';
    cpSync(join(examplesFolder, name), copy, { recursive: true, filter: isCopied });
    origin = `http://localhost:${await freePort('localhost')}`;
    const environment = { PORT: new URL(origin).port, LATCHKEY: latchkey, LATCHKEY_KEY: key };
    example = new Program({ args: [join(copy, 'app.js')], directory: copy, environment });
    await example.find(/(ready)/);
  });
  afterAll(() => example.stop());

  /** A browser in which Ada has signed in. */
  async function signedIn(): Promise<Browser> {
    const browser = new Browser(origin);
    const answer = await browser.post('/login', { email: 'ada@example.com', password: 'swordfish' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    return browser;
  }

  const refused = { status: 303, location: '/login' };
  const home = async (browser: Browser) => {
    const answer = await browser.get('/');
    return answer.status === 303 ? { ...refused, location: answer.headers.get('location') } : await answer.text();
  };

  it('shows its page to a signed-in user only, and leads others to the sign-in', async () => {
    const stranger = new Browser(origin);
    expect(await home(stranger)).toEqual(refused);
    const wrong = await stranger.post('/login', { email: 'ada@example.com', password: 'wrong' });
    expect([wrong.status, stranger.cookies.size]).toEqual([401, 0]);
    expect(await home(await signedIn())).toContain('<h1>Invoices of ');
  });

  it('refuses the next request of a session that Latchkey has ended', async () => {
    const browser = await signedIn();
    const ended = await fetch(`${latchkey}/api/v1/service/users/${subject}/sessions`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${key}` },
    });
    expect(ended.status).toBe(200);
    expect(await home(browser)).toEqual(refused);
  });

  it('ends the session at the sign-out, for a copy of its cookies too', async () => {
    const [browser, thief] = [await signedIn(), new Browser(origin)];
    for (const [cookie, value] of browser.cookies) thief.cookies.set(cookie, value);
    expect(await home(thief)).toContain('<h1>Invoices of ');
    expect((await browser.post('/logout')).status).toBe(303);
    expect([await home(browser), await home(thief)]).toEqual([refused, refused]);
  });
});
