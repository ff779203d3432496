import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import type { Page } from '@playwright/test';
import { forward } from '@latchkey/testing/http-forward';
import { freePort, listenOnFreePort } from '@latchkey/testing/port';
import { mailFolder } from '../servers/mailbox.mjs';
import { startServer } from './server-process.ts';

/** A key as `npm run admin -- keys create` makes one. */
function newServiceKey(): string {
  const hex = randomBytes(32).toString('hex');
  return `latchkey_service_${hex}${crc32(hex).toString(16).padStart(8, '0')}`;
}

const form = (action: string, fields: Readonly<Record<string, string>>, button: string, field?: string) =>
  `<form method="post" action="${action}">${Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
    .join(
      '',
    )}${field === undefined ? '' : `<label>Name <input name="${field}"></label>`}<button>${button}</button></form>`;

/** The settings of Latchkey beside the application. */
const usual = {
  ACCOUNTS: 'host',
  APPLICATION_NAME: 'Acme',
  SIGN_IN_URL: '/login',
  STEP_UP_URL: '/confirm',
  ACCOUNT_URL: '/account',
  TRUST_PROXY: '1',
  LOG_LEVEL: 'silent',
};

/**
 * Starts an application that signs its users in itself, as docs/integration.md has it: its own pages at `/login`, `/confirm`
 * and `/account`, and Latchkey behind it at all other paths. Every name gets in, with a passkey. `serve` answers for further
 * pages of the application, or returns false.
 */
export async function startHostApplication(
  settings: Readonly<Record<string, string>> = {},
  serve: (pathname: string, answer: ServerResponse) => boolean = () => false,
) {
  const port = await freePort('localhost');
  const key = newServiceKey();

  /** Asks the service API. */
  const ask = async (path: string, input: object) => {
    const answer = await fetch(`http://localhost:${port}/api/v1/service/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify(input),
    });
    const body: { subject?: string; set_cookie?: string[]; return_to?: string; purpose?: string; error_code?: string } =
      JSON.parse(await answer.text());
    return body;
  };
  const show = (answer: ServerResponse, html: string) =>
    answer.setHeader('content-type', 'text/html').end(`<title>Acme</title><h1>Acme</h1>${html}`);
  const leadTo = (answer: ServerResponse, path: string, cookies: readonly string[] = []) =>
    answer.writeHead(303, { location: path, 'set-cookie': [...cookies] }).end();

  const pages: Readonly<
    Record<string, (asked: IncomingMessage, answer: ServerResponse, url: URL) => Promise<unknown>>
  > = {
    'GET /login': async (_asked, answer, { searchParams }) =>
      show(answer, form('/login', { next: searchParams.get('next') ?? '' }, 'Sign in with a passkey', 'name')),
    'POST /login': async (asked, answer) => {
      const fields = new URLSearchParams(await text(asked));
      const client = { ip: '203.0.113.9', headers: asked.headers };
      const subject = fields.get('name') ?? '';
      const user = { subject, email: `${subject}@example.com`, methods: ['passkey'], remember_me: true };
      const { set_cookie: cookies } = await ask('sessions', { ...user, client });
      leadTo(answer, fields.get('next') ?? '/', cookies);
    },
    'GET /confirm': async ({ headers: { cookie = '' } }, answer, { searchParams }) => {
      const request = searchParams.get('request') ?? '';
      const {
        subject = '',
        purpose,
        return_to: back = '/',
        error_code: code,
      } = await ask('step-ups', { cookie, request });
      show(
        answer,
        code
          ? `<p>${code}</p>`
          : `<p>${purpose}</p>${form('/confirm', { request, subject }, 'It is me')}<a href="${back}">Cancel</a>`,
      );
    },
    'POST /confirm': async (asked, answer) => {
      const { request, subject } = Object.fromEntries(new URLSearchParams(await text(asked)));
      const proof = { cookie: asked.headers.cookie ?? '', subject, methods: ['passkey'], request };
      const { set_cookie: cookies, return_to: back, error_code: code } = await ask('sessions/confirm', proof);
      if (back) leadTo(answer, back, cookies);
      else show(answer, `<p>${code}</p>`);
    },
    'GET /account': async (_asked, answer) => show(answer, '<p>Your passkeys</p>'),
  };

  const server = createServer((asked, answer) => {
    const url = new URL(asked.url ?? '/', 'http://localhost');
    const page = pages[`${asked.method} ${url.pathname}`];
    if (page) void page(asked, answer, url);
    else if (!serve(url.pathname, answer)) forward(asked, answer, { host: 'localhost', port });
  });
  const origin = `http://localhost:${await listenOnFreePort(server, 'localhost')}`;
  const latchkey = await startServer({
    ...usual,
    ...settings,
    PORT: String(port),
    PUBLIC_URL: origin,
    SERVICE_KEYS: `acme ${key}`,
  });
  return {
    origin,
    /** The folder with the mails of Latchkey. */
    mails: mailFolder(String(port)),
    stop: async () => {
      await latchkey.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Signs in on the application's own page. */
export async function enterName(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
}

/** Signs in at the application, from whose sign-in the page is opened. */
export async function signInAt(page: Page, origin: string, name: string): Promise<void> {
  await page.goto(`${origin}/sessions`);
  await page.waitForURL(/\/login\?next=%2Fsessions$/);
  await enterName(page, name);
  await page.waitForURL(`${origin}/sessions`);
}
